import DurableExecution
import Foundation
import Testing

/// Texts from outside must not end the process, whatever they are.
@Suite struct SuperJSONHostileTests {
    private let codec = SuperJSONTaskPayloadCodec()

    private var sampleText: String {
        get throws {
            var generator = SeededGenerator(seed: 11)
            return try codec.encode(SuperJSONSample.random(depth: 1, using: &generator))
        }
    }

    @Test func everyTruncationIsAnError() throws {
        let bytes = Array(try sampleText.utf8)
        for count in 0..<bytes.count {
            let text = String(decoding: bytes.prefix(count), as: UTF8.self)
            #expect(throws: (any Error).self) { try codec.decode(SuperJSONSample.self, from: text) }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func noMutationEndsTheProcess(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let original = Array(try sampleText.utf8)
        let bytes = Array(#"{}[]",:\.0123456789-+eEtfnuNIvalues"#.utf8) + [0, 0x80, 0xFF]
        for _ in 0..<50 {
            var mutated = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = mutated.indices.randomElement(using: &generator) ?? 0
                switch Int.random(in: 0...2, using: &generator) {
                case 0: mutated[index] = bytes.randomElement(using: &generator) ?? 0
                case 1: mutated.remove(at: index)
                default: mutated.insert(bytes.randomElement(using: &generator) ?? 0, at: index)
                }
            }
            _ = try? codec.decode(SuperJSONSample.self, from: String(decoding: mutated, as: UTF8.self))
        }
    }

    private struct Tree: Codable {
        var children: [Tree] = []
    }

    private func nested(_ depth: Int) -> Tree {
        (0..<depth).reduce(Tree()) { tree, _ in Tree(children: [tree]) }
    }

    @Test func nestingIsAllowedToADepthThatCanBeReadAgain() throws {
        let text = try codec.encode(nested(63))
        #expect(try codec.encode(try codec.decode(Tree.self, from: text)) == text)
        #expect(throws: EncodingError.self) { try codec.encode(nested(70)) }
        #expect(throws: EncodingError.self) { try codec.encode(nested(2000)) }
    }

    @Test(arguments: ["[", "{\"json\":", #"{"json":1,"meta":{"values":["set",{"0":"#, #"{"json":1,"meta":["#])
    func whatIsNestedTooDeeplyIsAnError(opening: String) {
        let text = String(repeating: opening, count: 100_000)
        #expect(throws: (any Error).self) { try codec.decode([Int].self, from: text) }
    }

    /// A thread of the size that Darwin gives to Swift tasks.
    @Test func theDeepestTextFitsTheStack() async throws {
        let text =
            "{\"json\":" + String(repeating: #"{"children":["#, count: 130) + String(repeating: "]}", count: 130) + "}"
        let codec = codec
        let succeeded = await withCheckedContinuation { continuation in
            let thread = Thread {
                continuation.resume(returning: (try? codec.decode(Tree.self, from: text)) != nil)
            }
            thread.stackSize = 512 * 1024
            thread.start()
        }
        #expect(succeeded)
    }

    @Test func aShortTextCanNotBecomeAHugeValue() {
        let places = (0..<60).map { "\"a\($0)\":[\($0 == 0 ? "1,2" : "null,null")]" }.joined(separator: ",")
        let equalities = (1..<60).map { "\"a\($0 - 1)\":[\"a\($0).0\",\"a\($0).1\"]" }.joined(separator: ",")
        let text = "{\"json\":{\(places)},\"meta\":{\"referentialEqualities\":{\(equalities)},\"v\":1}}"
        _ = try? codec.decode(NoValue.self, from: text)
        let chain =
            #"{"json":{"a":[1,1,1,1,1,1,1,1,1,1],"b":[\#(nulls(20_000))]},"meta":{"referentialEqualities":{"a":[\#(paths(20_000))]}}}"#
        let error = #expect(throws: TaskPayloadError.self) { try codec.decode(NoValue.self, from: chain) }
        #expect(error?.message == "is superjson that repeats more than 100,000 values")
    }

    private func nulls(_ count: Int) -> String {
        repeatElement("null", count: count).joined(separator: ",")
    }

    private func paths(_ count: Int) -> String {
        (0..<count).map { "\"b.\($0)\"" }.joined(separator: ",")
    }
}
