import DurableExecution
import Foundation
import Testing

@Suite struct JSONTaskPayloadCodecTests {
    private struct Order: Codable, Equatable {
        var zip: String
        var at: Date
        var count: Int
    }

    @Test func keysAreSortedAndDatesAreText() throws {
        let order = Order(zip: "a/b", at: Date(timeIntervalSince1970: 1.5), count: 3)
        let text = try JSONTaskPayloadCodec().encode(order)
        #expect(text == #"{"at":"1970-01-01T00:00:01.500Z","count":3,"zip":"a/b"}"#)
        #expect(try JSONTaskPayloadCodec().decode(Order.self, from: text) == order)
    }

    @Test func datesWithoutMillisecondsAreReadToo() throws {
        let date = try JSONTaskPayloadCodec().decode(Date.self, from: #""1970-01-01T00:00:02Z""#)
        #expect(date == Date(timeIntervalSince1970: 2))
    }

    @Test func whatIsNotADateIsAnError() {
        #expect(throws: DecodingError.self) { try JSONTaskPayloadCodec().decode(Date.self, from: #""soon""#) }
    }
}
