import DurableExecution
import Foundation
import Testing

/// Texts as superjson writes them.
@Suite struct SuperJSONReadingTests {
    private let codec = SuperJSONTaskPayloadCodec()
    private let date = Date(timeIntervalSince1970: 1_592_629_010.293)

    private func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try codec.decode(type, from: text)
    }

    private func decode<Value: Decodable>(_ text: String) throws -> Value {
        try codec.decode(Value.self, from: text)
    }

    private struct Order: Decodable, Equatable {
        var normal: String
        var timestamp: Date
        var test: String?
        var gone: Int?
        var big: Int64
        var ratio: Double
        var link: URL
    }

    @Test func anObjectOfManyTypesIsRead() throws {
        let order = try decode(
            Order.self,
            """
            {"json":{"normal":"string","timestamp":"2020-06-20T04:56:50.293Z","test":"/superjson/g","gone":null,\
            "big":"9223372036854775807","ratio":"-Infinity","link":"https://example.com/"},\
            "meta":{"values":{"timestamp":["Date"],"test":["regexp"],"gone":["undefined"],"big":["bigint"],\
            "ratio":["number"],"link":["URL"]},"v":1}}
            """
        )
        let link = try #require(URL(string: "https://example.com/"))
        #expect(
            order
                == Order(
                    normal: "string", timestamp: date, test: "/superjson/g", big: .max, ratio: -.infinity, link: link)
        )
    }

    @Test func theRootMayBeAnnotated() throws {
        #expect(try decode(#"{"json":"2020-06-20T04:56:50.293Z","meta":{"values":["Date"]}}"#) == date)
        #expect(try decode(Double.self, #"{"json":"NaN","meta":{"values":["number"],"v":1}}"#).isNaN)
        #expect(try decode(#"{"json":"-0","meta":{"values":["number"],"v":1}}"#) == 0)
        #expect(try decode(Int?.self, #"{"json":null,"meta":{"values":["undefined"],"v":1}}"#) == nil)
        _ = try decode(NoValue.self, #"{"json":null,"meta":{"values":["undefined"],"v":1}}"#)
        #expect(try decode(#"{"json":[1,2,2],"meta":{"values":["set"]}}"#) == Set([1, 2]))
    }

    @Test(arguments: [
        (#"{"json":{"a.b":{"c":"2020-06-20T04:56:50.293Z"}},"meta":{"values":{"a\\.b.c":["Date"]}}}"#),
        (#"{"json":{"a.b":{"c":"2020-06-20T04:56:50.293Z"}},"meta":{"values":{"a\\.b.c":["Date"]},"v":1}}"#),
        (#"{"json":{"a.b":{"c":"2020-06-20T04:56:50.293Z"}},"meta":{"values":{"a\\.b.c":["Date"]},"v":2}}"#),
        (#"{"json":{"a.b":{"c":"2020-06-20T04:56:50.293Z"}},"meta":{"values":{"a\\.b":{"c":["Date"]}},"v":2}}"#),
        (#"{"json":{"a.b":{"c":"2020-06-20T04:56:50.293Z"}}}"#),
    ])
    func dotsInKeysAreEscaped(text: String) throws {
        #expect(try decode(text) == ["a.b": ["c": date]])
    }

    @Test func backslashesAreEscapedSinceVersionOne() throws {
        let value = ["a\\b": Int64.max]
        #expect(try decode(#"{"json":{"a\\b":"9223372036854775807"},"meta":{"values":{"a\\b":["bigint"]}}}"#) == value)
        #expect(
            try decode(#"{"json":{"a\\b":"9223372036854775807"},"meta":{"values":{"a\\\\b":["bigint"]},"v":1}}"#)
                == value
        )
    }

    @Test func dollarSignsAreEscapedInVersionTwo() throws {
        let text = #"{"json":{"$a":"9223372036854775807"},"meta":{"values":{"\\$a":["bigint"]},"v":2}}"#
        #expect(try decode(text) == ["$a": Int64.max])
    }

    @Test func mapsAreReadAsDictionaries() throws {
        let text = """
            {"json":{"a":[[1,"x"],[2,"y"]]},"meta":{"values":{"a":["map"]},"v":1}}
            """
        #expect(try decode(text) == ["a": [1: "x", 2: "y"]])
        #expect(try decode(#"{"json":[["1","x"]],"meta":{"values":["map"]}}"#) == ["1": "x"])
        #expect(
            try decode(
                #"{"json":[["2020-06-20T04:56:50.293Z","5"]],"meta":{"values":["map",{"0.0":["Date"],"0.1":["bigint"]}]}}"#
            ) == [date: 5]
        )
        #expect(try decode(#"{"json":{"1":"x"}}"#) == [1: "x"])
    }

    @Test func undefinedInAnArrayIsNil() throws {
        let text = #"{"json":{"a":[1,null,2]},"meta":{"values":{"a":["set",{"1":["undefined"]}]}}}"#
        #expect(try decode(text) == ["a": Set([1, nil, 2])])
        #expect(try decode(#"{"json":{"a":null,"b":1},"meta":{"values":{"a":["undefined"]}}}"#) == ["b": 1])
    }

    @Test func typedArraysAreBytesOrNumbers() throws {
        let text = #"{"json":[1,2,255],"meta":{"values":[["typed-array","Uint8Array"]],"v":1}}"#
        #expect(try decode(text) == Data([1, 2, 255]))
        #expect(try decode(text) == [1, 2, 255])
    }

    @Test func instancesOfClassesAreReadAsObjects() throws {
        let text =
            #"{"json":{"a":{"at":"2020-06-20T04:56:50.293Z"}},"meta":{"values":{"a":[["class","A"],{"at":["Date"]}]}}}"#
        #expect(try decode(text) == ["a": ["at": date]])
    }

    @Test func whatWasWrittenOnceIsFilledInWhereItIsRepeated() throws {
        let text = """
            {"json":{"a":{"at":"2020-06-20T04:56:50.293Z"},"b":null,"c":[null]},"meta":{"values":{"a.at":["Date"]},\
            "referentialEqualities":{"a":["b","c.0"]},"v":1}}
            """
        struct Repeated: Decodable, Equatable {
            var a: [String: Date]
            var b: [String: Date]?
            var c: [[String: Date]?]
        }
        #expect(try decode(text) == Repeated(a: ["at": date], b: ["at": date], c: [["at": date]]))
    }

    @Test func repeatedObjectsThatAreWrittenOutAreReadAsTheyAre() throws {
        let text = #"{"json":{"a":[1],"b":[1]},"meta":{"referentialEqualities":{"a":["b"]}}}"#
        #expect(try decode(text) == ["a": [1], "b": [1]])
    }

    @Test(arguments: [
        #"{"json":{"a":{"b":null}},"meta":{"referentialEqualities":[["a.b"]]}}"#,
        #"{"json":{"a":{"b":null}},"meta":{"referentialEqualities":[["a.b"],{"a":["a.b"]}]}}"#,
    ])
    func circlesEndInNil(text: String) throws {
        #expect(try decode(text) == ["a": ["b": Int?.none]])
    }

    @Test func halvesOfSurrogatePairsAreReplaced() throws {
        #expect(try decode(#"{"json":"\ud83d\ude00 \ud83d! \ude00"}"#) == "😀 \u{FFFD}! \u{FFFD}")
    }

    @Test(arguments: [
        "", "null", "5", "[]", "{}", #"{"json":1}x"#, #"{"json":01}"#, #"{"json":1.}"#, #"{"json":+1}"#,
        #"{"json":1,"meta":5}"#, #"{"json":1,"meta":{"values":5}}"#, #"{"json":1,"meta":{"values":[]}}"#,
        #"{"json":1,"meta":{"values":["Blob"]}}"#, #"{"json":1,"meta":{"values":{"a":["Date"]}}}"#,
        #"{"json":1,"meta":{"values":["number",{"0":["number"]}]}}"#, #"{"json":1,"meta":{"v":3}}"#,
        #"{"json":[1],"meta":{"values":{"1":["number"]}}}"#, #"{"json":[1],"meta":{"values":{"-1":["number"]}}}"#,
        #"{"json":1,"meta":{"values":{"a\\b":["Date"]},"v":1}}"#, #"{"json":1e999}"#, #"{"json":"1"}"#,
        #"{"json":99999999999999999999}"#, #"{"json":1.5}"#, #"{"json":true}"#, #"{"json":null}"#,
    ])
    func whatIsNotAnIntegerInSuperJSONIsAnError(text: String) {
        #expect(throws: (any Error).self) { try decode(Int.self, text) }
    }
}
