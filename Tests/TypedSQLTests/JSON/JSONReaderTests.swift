import Testing
import TypedSQL

@Suite struct JSONReaderTests {
    private func read<Value>(
        _ text: String, _ body: (inout JSONReader) throws(JSONError) -> Value
    ) throws -> Value { try read(Array(text.utf8), body) }

    private func read<Value>(
        _ bytes: [UInt8], _ body: (inout JSONReader) throws(JSONError) -> Value
    ) throws -> Value {
        try bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(buffer)
            let value = try body(&reader)
            try reader.end()
            return value
        }
    }

    private func string(_ text: String) throws -> String {
        try read(text) { reader throws(JSONError) in try reader.string() }
    }

    private func integer(_ text: String) throws -> Int64 {
        try read(text) { reader throws(JSONError) in try reader.integer() }
    }

    private func number(_ text: String) throws -> Double {
        try read(text) { reader throws(JSONError) in try reader.number() }
    }

    private func skip(_ text: String) throws {
        try read(text) { reader throws(JSONError) in try reader.skip() }
    }

    private static let sample = """
         { "a" : [1, -2.5e3, true, false, null, "x\\u00e9\\uD83D\\uDE00\\n"], "b":{"c":{}, "d":[]},\t"é" : "ü😀" }\r\n
        """

    @Test func readsObjectsAndArraysAndSkipsUnknownKeys() throws {
        var numbers: [Int64] = []
        var keys: [String] = []
        try read(#"{"x": {"y": [1, {"z": null}]}, "numbers": [1, 2 ,3], "x": "last"}"#) { reader throws(JSONError) in
            try reader.object { key, value throws(JSONError) in
                keys.append(key)
                switch key {
                case "numbers": try value.array { item throws(JSONError) in numbers.append(try item.integer()) }
                default: try value.skip()
                }
            }
        }
        #expect(numbers == [1, 2, 3])
        // A key that comes twice is handed over twice, and the type decides.
        #expect(keys == ["x", "numbers", "x"])
    }

    @Test(arguments: [
        (#"[{"a": "b"}, 2]"#, ["b", nil]), (#"[{"a": {"deep": [1, "]"]}}, 2]"#, [nil, nil]),
        (#"[null, {"a": "c"}]"#, [nil, "c"]),
    ])
    func whatCannotBeReadAsExpectedIsSkipped(text: String, expected: [String?]) throws {
        var values: [String?] = []
        try read(text) { reader throws(JSONError) in
            try reader.array { element throws(JSONError) in
                let value = try element.ifReadable { json throws(JSONError) -> String in
                    var value = ""
                    try json.object { _, json throws(JSONError) in value = try json.string() }
                    return value
                }
                values.append(value)
            }
        }
        #expect(values == expected)
    }

    @Test func whatCannotBeSkippedEitherIsAnError() {
        #expect(throws: JSONError.self) {
            try read(#"{"a": "#) { reader throws(JSONError) in
                _ = try reader.ifReadable { json throws(JSONError) in try json.string() }
            }
        }
    }

    @Test func everyBeginningOfADocumentIsAnError() throws {
        try skip(Self.sample)
        let end = Array(Self.sample.utf8.dropLast(2))
        for count in 0..<end.count - 1 {
            #expect(throws: JSONError.self, "\(count)") {
                try read(Array(end.prefix(count))) { reader throws(JSONError) in try reader.skip() }
            }
        }
    }

    @Test func everyChangedByteIsReadOrAnErrorButNeverACrash() throws {
        let bytes = Array(Self.sample.utf8)
        for position in bytes.indices {
            for byte in [0, 0x20, 0x22, 0x2C, 0x5B, 0x5C, 0x5D, 0x75, 0x7B, 0x7D, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[position] = byte
                _ = try? read(changed) { reader throws(JSONError) in try reader.skip() }
            }
        }
    }

    @Test(arguments: [
        "", " ", "[}", "{]", "[", "{", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1:2]", "{\"a\"}", "{\"a\":}",
        "{\"a\":1,}",
        "{,}", "{1:2}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "]", "}", ",", ":", "tru", "truex", "nul", "nulll", "True",
        "'a'", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "\"\\u 123\"", "\"a\nb\"", "\"\u{1}\"", "1 2", "[]]",
        "--1", "+1", "01", "-", "-a", ".5", "1.", "1.e5", "1e", "1e+", "0x10", "1_0", "NaN", "Infinity", "-Infinity",
        "// c\n1", "[1]//",
    ]) func whatIsNoJSONIsAnError(_ text: String) {
        #expect(throws: JSONError.self) { try skip(text) }
    }

    @Test func nestingBeyondTheLimitIsAnError() throws {
        let deepest = JSONReader.maxDepth
        try skip(String(repeating: "[", count: deepest) + String(repeating: "]", count: deepest))
        for opening in ["[", #"{"a":"#, #"[{"a":"#] {
            #expect(throws: JSONError.self) { try skip(String(repeating: opening, count: 100_000)) }
        }
    }

    @Test func aTypeThatContainsItselfIsReadToTheLimitOnly() throws {
        struct Nested {
            var depth = 0

            init(from json: inout JSONReader) throws(JSONError) {
                var depth = 0
                try json.array { element throws(JSONError) in depth = try Nested(from: &element).depth + 1 }
                self.depth = depth
            }
        }
        let text = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
        #expect(try read(text(100)) { reader throws(JSONError) in try Nested(from: &reader).depth } == 99)
        #expect(throws: JSONError.self) {
            try read(text(100_000)) { reader throws(JSONError) in try Nested(from: &reader).depth }
        }
    }

    @Test func readsEveryEscape() throws {
        #expect(try string(#""\"\\\/\b\f\n\r\t""#) == "\"\\/\u{8}\u{C}\n\r\t")
        #expect(try string(#""\u0041\u00e9\u00E9\u20ac\u0000""#) == "Aéé€\0")
        #expect(try string(#""\ud83d\ude00\uD83D\uDE00""#) == "😀😀")
        #expect(try string(#""e\u0301""#) == "e\u{301}")
    }

    @Test func halfASurrogatePairReadsAsTheReplacementCharacter() throws {
        #expect(try string(#""a\ud83db""#) == "a\u{FFFD}b")
        #expect(try string(#""\ude00""#) == "\u{FFFD}")
        #expect(try string(#""\ud83d\u0041""#) == "\u{FFFD}A")
        #expect(try string(#""\ud83d\ud83d\ude00""#) == "\u{FFFD}😀")
        #expect(try string(#""\ud83d\n""#) == "\u{FFFD}\n")
        #expect(throws: JSONError.self) { try string(#""\ud83d\u00""#) }
    }

    @Test func textThatIsNotUTF8IsAnError() {
        let invalid: [[UInt8]] = [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]]
        for bytes in invalid {
            for escape in [[], Array("\\n".utf8)] {
                #expect(throws: JSONError.self) {
                    try read([0x22] + escape + bytes + [0x22]) { reader throws(JSONError) in try reader.string() }
                }
            }
        }
    }

    @Test func readsNumbersInEveryNotation() throws {
        #expect(try number("0") == 0)
        #expect(try number("-0.0").sign == .minus)
        #expect(try number("1.5E3") == 1500)
        #expect(try number("1e-2") == 0.01)
        #expect(try number("5e-324") == .leastNonzeroMagnitude)
        #expect(try number("1.7976931348623157e+308") == .greatestFiniteMagnitude)
        #expect(throws: JSONError.self) { try number("1e309") }
    }

    @Test func readsIntegersInEveryNotation() throws {
        #expect(try integer("9223372036854775807") == .max)
        #expect(try integer("-9223372036854775808") == .min)
        #expect(try integer("1e3") == 1000)
        #expect(try integer("-2.0") == -2)
        #expect(try integer(" 7 ") == 7)
        for text in ["1.5", "9223372036854775808", "1e19", "1e400"] {
            #expect(throws: JSONError.self) { try integer(text) }
        }
    }

    @Test func readsWordsAndNull() throws {
        #expect(try read(" true ") { reader throws(JSONError) in try reader.boolean() })
        #expect(try read("false") { reader throws(JSONError) in try reader.boolean() } == false)
        #expect(try read("\n\tnull") { reader throws(JSONError) in reader.null() })
        #expect(try read("1") { reader throws(JSONError) in reader.null() ? 0 : try reader.integer() } == 1)
    }

    @Test func anErrorSaysWhere() {
        #expect(throws: JSONError(offset: 3, expected: "a value")) { try skip("[1,]") }
    }
}
