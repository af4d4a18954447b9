import Foundation
import Testing

@testable import DurableExecution

@Suite struct DateTextTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (-2_203_891_200_001, "1900-02-28T23:59:59.999Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (253_402_300_800_000, "+010000-01-01T00:00:00.000Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
            (-62_167_219_200_001, "-000001-12-31T23:59:59.999Z"),
            (8_640_000_000_000_000, "+275760-09-13T00:00:00.000Z"),
            (-8_640_000_000_000_000, "-271821-04-20T00:00:00.000Z"),
        ] as [(Int64, String)])
    func textsAreThoseOfJavaScript(milliseconds: Int64, text: String) {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        #expect(date.iso8601Milliseconds == text)
        #expect(Date(iso8601Milliseconds: text) == date)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:01Z", 1), ("1970-01-01T00:00:01.5Z", 1.5), ("1970-01-01T00:00:01.25099999Z", 1.25),
        ("1970-01-01T02:00:00+02:00", 0), ("1969-12-31T22:30:00-0130", 0),
    ])
    func otherFormsAreRead(text: String, seconds: Double) {
        #expect(Date(iso8601Milliseconds: text) == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: [
        "", "1970", "1970-01-01", "1970-01-01T00:00:00", "1970-13-01T00:00:00Z", "1970-02-29T00:00:00Z",
        "1970-01-00T00:00:00Z", "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00Z ", "+275760-09-13T00:00:00.001Z", "１970-01-01T00:00:00Z",
    ])
    func whatIsNoDateIsRefused(text: String) {
        #expect(Date(iso8601Milliseconds: text) == nil)
    }

    @Test func anyMillisecondComesBack() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let milliseconds = Int64.random(in: -253_402_300_800_000...253_402_300_800_000, using: &generator)
            let text = Date(timeIntervalSince1970: Double(milliseconds) / 1000).iso8601Milliseconds
            #expect(text.flatMap { Date(iso8601Milliseconds: $0) }?.iso8601Milliseconds == text)
        }
    }
}
