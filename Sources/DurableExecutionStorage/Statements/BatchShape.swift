/// What decides on the text of a statement for many: what it does, and for how many at once.
struct BatchShape: Hashable {
    let shape: StatementShape
    let capacity: Int

    init(_ shape: StatementShape, count: Int) {
        self.shape = shape
        capacity = Self.capacity(for: count)
    }

    /// With few different ones there are few statements to compile, and little room that is not used.
    static func capacity(for count: Int) -> Int { [1, 10, 30].first { count <= $0 } ?? 100 }
}
