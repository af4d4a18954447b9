/// Values at the edges of what a database keeps.
enum HostileValues {
    static let texts: [String] = [
        "", " ", "\0", "a\0b", "\0\0", "'", "''", "\"", "\\", "\\0", "'; drop table victim; --", "/* */", "--", "?",
        "$1",
        ":p1", "%_", "null", "[1]", "{\"a\":1}", "\u{1}\u{1F}\u{7F}\u{80}", "\u{2028}\u{2029}", "\u{FEFF}", "\u{FFFD}",
        "\u{FFFF}", "\u{10FFFF}", "caf\u{E9}", "cafe\u{301}", "😀👩‍👩‍👧‍👦", "\r\n", "1", "1.0", "0x1F", "1e5",
    ]

    static let long = String(repeating: "é'\"\\\n😀", count: 1 << 17)

    static let integers: [Int64] = [
        0, 1, -1, 127, -128, 255, 32_767, -32_768, 1 << 31, -(1 << 31), (1 << 53) - 1, 1 << 53, (1 << 53) + 1, .max,
        .min,
        .max - 1, .min + 1,
    ]

    static let doubles: [Double] = [
        0, -0.0, 1, -1, 0.1, 1.0 / 3, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
        .leastNormalMagnitude.nextDown,
        .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .infinity, -.infinity, 9_007_199_254_740_994, 1e15, 1e16,
        123_456_789.123456789, 4.35, 0.000001, 1e22, 1e23, (1e23).nextUp, 9_223_372_036_854_775_808,
    ]

    static func text(using generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in texts.randomElement(using: &generator) ?? "" }
            .joined()
    }

    static func integer(using generator: inout SeededGenerator) -> Int64 {
        Bool.random(using: &generator)
            ? integers.randomElement(using: &generator) ?? 0 : Int64(bitPattern: generator.next())
    }

    /// Any bits that are a number, or infinite.
    static func double(using generator: inout SeededGenerator) -> Double {
        let value = Double(bitPattern: generator.next())
        return value.isNaN || Bool.random(using: &generator) ? doubles.randomElement(using: &generator) ?? 0 : value
    }
}
