import DurableExecution
import Foundation
import Testing

/// Texts as the reference reads them.
@Suite struct SuperJSONWritingTests {
    private let codec = SuperJSONTaskPayloadCodec()
    private let date = Date(timeIntervalSince1970: 1.5)

    private struct Order: Encodable {
        var at: Date
        var zip = "a/b\n\"\u{1}é"
        var count = 3
        var price = 1.5
        var discount: Double?
    }

    @Test func plainValuesNeedNoMeta() throws {
        #expect(try codec.encode(5) == #"{"json":5}"#)
        #expect(try codec.encode("a") == #"{"json":"a"}"#)
        #expect(try codec.encode(5.0) == #"{"json":5}"#)
        #expect(try codec.encode(-0.25) == #"{"json":-0.25}"#)
        #expect(try codec.encode([String]()) == #"{"json":[]}"#)
        #expect(try codec.encode(Int?.none) == #"{"json":null}"#)
        #expect(try codec.encode([1: true]) == #"{"json":{"1":true}}"#)
        #expect(try codec.encode(Decimal(string: "0.1")) == #"{"json":0.1}"#)
        #expect(try codec.encode(Data([1, 2, 255])) == #"{"json":"AQL/"}"#)
    }

    @Test func aDateIsNotedAtItsPlace() throws {
        #expect(
            try codec.encode(Order(at: date)) == """
                {"json":{"at":"1970-01-01T00:00:01.500Z","count":3,"price":1.5,"zip":"a/b\\n\\"\\u0001é"},\
                "meta":{"v":1,"values":{"at":["Date"]}}}
                """
        )
    }

    @Test func annotationsOfTheRootHaveNoPath() throws {
        let text = try codec.encode(date)
        #expect(text == #"{"json":"1970-01-01T00:00:01.500Z","meta":{"v":1,"values":["Date"]}}"#)
        #expect(try codec.encode(NoValue()) == #"{"json":null,"meta":{"v":1,"values":["undefined"]}}"#)
    }

    @Test func deepPlacesArePathsWithDots() throws {
        let text = try codec.encode(["a.b": ["c\\d": [0, Double.infinity]]])
        #expect(
            text == #"{"json":{"a.b":{"c\\d":[0,"Infinity"]}},"meta":{"v":1,"values":{"a\\.b.c\\\\d.1":["number"]}}}"#
        )
    }

    @Test func numbersThatJSONLacksAreTexts() throws {
        #expect(
            try codec.encode([Double.nan, -.infinity, -0.0]) == """
                {"json":["NaN","-Infinity","-0"],\
                "meta":{"v":1,"values":{"0":["number"],"1":["number"],"2":["number"]}}}
                """
        )
    }

    @Test func integersThatJavaScriptCanNotHoldAreBigInts() throws {
        #expect(try codec.encode(Int64(9_007_199_254_740_991)) == #"{"json":9007199254740991}"#)
        #expect(
            try codec.encode([Int64(-9_007_199_254_740_992)])
                == #"{"json":["-9007199254740992"],"meta":{"v":1,"values":{"0":["bigint"]}}}"#
        )
        #expect(
            try codec.encode(UInt64.max) == #"{"json":"18446744073709551615","meta":{"v":1,"values":["bigint"]}}"#
        )
    }

    @Test func onlyAURLWithASchemeIsAURLInJavaScript() throws {
        #expect(
            try codec.encode(URL(string: "https://example.com/a?b=c"))
                == #"{"json":"https://example.com/a?b=c","meta":{"v":1,"values":["URL"]}}"#
        )
        #expect(try codec.encode(URL(string: "a/b")) == #"{"json":"a/b"}"#)
    }

    @Test func setsAreSetsAndTheirElementsAreInOrder() throws {
        #expect(
            try codec.encode(Set([date, date + 1, date - 1])) == """
                {"json":["1970-01-01T00:00:00.500Z","1970-01-01T00:00:01.500Z","1970-01-01T00:00:02.500Z"],\
                "meta":{"v":1,"values":["set",{"0":["Date"],"1":["Date"],"2":["Date"]}]}}
                """
        )
    }

    @Test func dictionariesWithOtherKeysAreMaps() throws {
        #expect(
            try codec.encode(["m": [date: Int64.max]]) == """
                {"json":{"m":[["1970-01-01T00:00:01.500Z","9223372036854775807"]]},\
                "meta":{"v":1,"values":{"m":["map",{"0.0":["Date"],"0.1":["bigint"]}]}}}
                """
        )
    }

    @Test(arguments: ["__proto__", "constructor", "prototype"])
    func keysThatTheReferenceRefusesAreErrors(key: String) {
        #expect(throws: EncodingError.self) { try codec.encode([key: 1]) }
    }

    @Test(arguments: [Double.nan, 8.64e12 + 1])
    func aDateThatJavaScriptLacksIsAnError(seconds: Double) {
        #expect(throws: EncodingError.self) { try codec.encode(Date(timeIntervalSince1970: seconds)) }
    }
}
