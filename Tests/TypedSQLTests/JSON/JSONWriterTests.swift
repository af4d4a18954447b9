import Testing
import TypedSQL

@Suite struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return writer.text
    }

    private func string(in text: String) throws -> String {
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            var reader = JSONReader(bytes)
            let string = try reader.string()
            try reader.end()
            return string
        }
    }

    @Test func separatesMembersAndElements() {
        let document = text { json in
            json.object { object in
                object.member("a") { $0.write(1) }
                object.member("b") { json in
                    json.array { array in
                        array.element { $0.array { _ in } }
                        array.element { $0.object { $0.member("c") { $0.write(true) } } }
                        array.element { $0.writeNull() }
                    }
                }
                object.member("d") { $0.write("e") }
            }
        }
        #expect(document == #"{"a":1,"b":[[],{"c":true},null],"d":"e"}"#)
    }

    @Test func escapesKeysAndTexts() {
        #expect(
            text { $0.object { $0.member("a\"\\\n") { $0.write("\"\\\u{1F}\0") } } }
                == #"{"a\"\\\u000a":"\"\\\u001f\u0000"}"#)
    }

    @Test func writesNumbersAsJavaScriptDoes() {
        #expect(text { $0.write(1.0) } == "1")
        #expect(text { $0.write(-2.5) } == "-2.5")
        #expect(text { $0.write(Double.infinity) } == "null")
        #expect(text { $0.write(Double.nan) } == "null")
        #expect(text { $0.write(Int64.min) } == "-9223372036854775808")
    }

    @Test func everyScalarComesBack() throws {
        var scalars = String.UnicodeScalarView()
        for value in UInt32(0)...0x10FFFF where value < 0x3000 || value % 251 == 0 || value >= 0x10FFF0 {
            if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
        }
        let all = String(scalars)
        let read = try string(in: text { $0.write(all) })
        #expect(Array(read.utf8) == Array(all.utf8))
    }

    @Test func numbersComeBack() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let value = Double(bitPattern: generator.next())
            if !value.isFinite { continue }
            let read = try Array(text { $0.write(value) }.utf8).withUnsafeBufferPointer { bytes in
                var reader = JSONReader(bytes)
                return try reader.number()
            }
            #expect(read == value)
        }
    }
}
