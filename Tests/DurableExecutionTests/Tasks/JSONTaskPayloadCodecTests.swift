import DurableExecution
import Foundation
import Testing

@Suite struct JSONTaskPayloadCodecTests {
    private struct Order: Codable, Equatable {
        var zip: String
        var at: Date
        var count: Int
    }

    private let codec = JSONTaskPayloadCodec()

    @Test func keysAreSortedAndDatesAreText() throws {
        let order = Order(zip: "a/b", at: Date(timeIntervalSince1970: 1.5), count: 3)
        let text = try codec.encode(order)
        #expect(text == #"{"at":"1970-01-01T00:00:01.500Z","count":3,"zip":"a/b"}"#)
        #expect(try codec.decode(Order.self, from: text) == order)
    }

    @Test func datesWithoutMillisecondsAreReadToo() throws {
        let date = try codec.decode(Date.self, from: #""1970-01-01T00:00:02Z""#)
        #expect(date == Date(timeIntervalSince1970: 2))
    }

    @Test func everyMillisecondOfASecondComesBack() throws {
        let dates = (0..<1000).map { Date(timeIntervalSince1970: Double(1_769_860_800_000 + $0) / 1000) }
        let text = try codec.encode(dates)
        #expect(text.contains("2026-01-31T12:00:00.999Z"))
        #expect(try codec.decode([Date].self, from: text) == dates)
    }

    @Test func valuesThatAreNotObjectsArePayloadsToo() throws {
        #expect(try codec.encode(5) == "5")
        #expect(try codec.encode("a") == #""a""#)
        #expect(try codec.encode(true) == "true")
        #expect(try codec.encode(Int?.none) == "null")
        #expect(try codec.decode(Int.self, from: "5") == 5)
        #expect(try codec.decode(Int?.self, from: "null") == nil)
        #expect(try codec.decode(String.self, from: #""a""#) == "a")
    }

    @Test func noValueIsNullAndIsReadFromAnything() throws {
        #expect(try codec.encode(NoValue()) == "null")
        for text in ["null", "5", "{}", #"["a"]"#] { _ = try codec.decode(NoValue.self, from: text) }
    }

    @Test func whatIsNotADateIsAnError() {
        #expect(throws: DecodingError.self) { try codec.decode(Date.self, from: #""soon""#) }
    }

    @Test(arguments: [Double.nan, .infinity, 8.64e12 + 1])
    func aDateThatTextCanNotHoldIsAnError(seconds: Double) {
        #expect(throws: EncodingError.self) { try codec.encode(Date(timeIntervalSince1970: seconds)) }
    }
}
