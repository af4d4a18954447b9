import Testing

@testable import durable

@Suite struct BytePathTests {
    @Test(arguments: [
        ("a/b.txt", "a/b.txt"), ("100%", "100%25"), ("a\nb\t", "a%0Ab%09"), ("é 👩‍👧", "é 👩‍👧"), ("", ""),
    ])
    func aTextIsEscapedWhereItWouldBreakTheLine(path: String, escaped: String) {
        #expect(BytePath(path).escaped == escaped)
        #expect(BytePath(escaped: escaped) == BytePath(path))
    }

    @Test func bytesThatAreNoTextAreEscaped() {
        let path = BytePath(Array("é".utf8) + [0xFF])
        #expect(path.escaped == "%C3%A9%FF")
        #expect(BytePath(escaped: path.escaped) == path)
    }

    @Test(arguments: ["%", "%4", "%zz", "a%-1"])
    func whatWasNotEscapedHereIsRefused(_ text: String) {
        #expect(BytePath(escaped: text) == nil)
    }

    @Test func differentPathsHaveDifferentTexts() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let path = BytePath((0..<8).map { _ in UInt8.random(in: 1...255, using: &generator) })
            #expect(BytePath(escaped: path.escaped) == path)
        }
    }
}
