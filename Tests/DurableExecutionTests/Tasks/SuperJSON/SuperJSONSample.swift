import Foundation

/// A value of every kind that superjson has.
struct SuperJSONSample: Codable, Equatable {
    struct Point: Codable, Hashable {
        var x: Int
        var y: Double
    }

    enum Choice: Codable, Equatable {
        case none
        case some(Date)
    }

    var text: String
    var flag: Bool
    var int: Int64
    var uint: UInt64
    var small: Int8
    var double: Double
    var float: Float
    var decimal: Decimal
    var date: Date
    var url: URL?
    var data: Data
    var choice: Choice
    var optionals: [Date?]
    var byName: [String: Double]
    var byNumber: [Int: Int64]
    var byPoint: [Point: Date]
    var set: Set<Int64>
    var children: [SuperJSONSample]

    static func random(depth: Int, using generator: inout SeededGenerator) -> SuperJSONSample {
        let count = Int.random(in: 0...3, using: &generator)
        let date = Date(timeIntervalSince1970: Double(Int64.random(in: -1 << 45...1 << 45, using: &generator)) / 1000)
        let doubles = [
            0, 1.5, -.infinity, .infinity, 1e300, Double.leastNonzeroMagnitude, 1e21,
            .random(in: -1e9...1e9, using: &generator),
        ]
        let double = doubles.randomElement(using: &generator) ?? 0
        return SuperJSONSample(
            text: text(using: &generator),
            flag: .random(using: &generator),
            int: .random(in: .min ... .max, using: &generator) >> Int64.random(in: 0...63, using: &generator),
            uint: .random(in: .min ... .max, using: &generator) >> UInt64.random(in: 0...63, using: &generator),
            small: .random(in: .min ... .max, using: &generator),
            double: double,
            float: Float(double),
            decimal: Decimal(
                sign: .minus, exponent: -9, significand: Decimal(Int64.random(in: 0...(.max), using: &generator))),
            date: date,
            url: flip(using: &generator) ? nil : URL(string: "https://example.com/\(count)"),
            data: Data((0..<count * 5).map { _ in UInt8.random(in: 0...255, using: &generator) }),
            choice: flip(using: &generator) ? .none : .some(date),
            optionals: (0..<count).map { $0 == 1 ? nil : date + Double($0) },
            byName: Dictionary(
                (0..<count).map { _ in (text(using: &generator), double) }, uniquingKeysWith: { first, _ in first }),
            byNumber: Dictionary(uniqueKeysWithValues: (0..<count).map { ($0 - 1, Int64.max - Int64($0)) }),
            byPoint: Dictionary(uniqueKeysWithValues: (0..<count).map { (Point(x: $0, y: double), date) }),
            set: Set((0..<count).map { _ in Int64.random(in: .min ... .max, using: &generator) }),
            children: depth > 0 ? (0..<count).map { _ in random(depth: depth - 1, using: &generator) } : []
        )
    }

    private static func flip(using generator: inout SeededGenerator) -> Bool { Bool.random(using: &generator) }

    private static func text(using generator: inout SeededGenerator) -> String {
        let parts = ["a", ".", "\\", "$", "\"", "\n", "\u{1}", "é", "😀", "0", "/", " "]
        return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            parts.randomElement(using: &generator) ?? "a"
        }.joined()
    }
}
