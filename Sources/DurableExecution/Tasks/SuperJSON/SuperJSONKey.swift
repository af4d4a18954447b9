/// A place in an array.
struct SuperJSONKey: CodingKey {
    let index: Int

    init(_ index: Int) { self.index = index }
    init(intValue: Int) { index = intValue }
    init?(stringValue: String) { nil }

    var stringValue: String { "\(index)" }
    var intValue: Int? { index }
}

/// Where classes encode what they inherit.
enum SuperJSONSuperKey: String, CodingKey {
    case `super`
}
