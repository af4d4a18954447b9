import Foundation
import Synchronization
import Testing

@testable import DurableExecution

/// Parents in parents, whose outputs contain those of all below them.
@Suite struct NestedParentTests {
    let fixture = ExecutorFixture()

    /// A parent with as many parents below it as its input says.
    private static func nest(_ id: String = "nest") -> DurableTask<Int, ParentResult<Int>> {
        .parent(id) { (depth: Int, _) in
            FanOut(depth, children: depth == 0 ? [] : [nest(id).child(depth - 1)])
        }
    }

    @Test func outputsNestedAHundredLevelsDeepPassThroughTheCodecOnlyInPieces() async throws {
        let codec = CountingCodec()
        let executor = try fixture.executor { $0.codec = codec }
        let nest = Self.nest()
        try executor.register(nest)
        try await executor.start()
        let handle = try await executor.enqueue(nest, 100)
        _ = try await handle.wait()
        #expect(try await handle.snapshot().output?.utf8.count ?? 0 > 10_000)
        // Each level decodes and encodes what it adds, and nothing of what is below.
        #expect(codec.bytes < 100 * 101)
        var result = try await handle.result()
        for depth in (0..<100).reversed() {
            #expect(result.output == depth + 1)
            result = try result.children[0].output(of: nest)
        }
        #expect(result.children.isEmpty)
        await executor.shutdown()
    }

    @Test func aResultIsTheSameTextWhicheverWayItIsEncoded() async throws {
        let payloads = TaskPayloads.standard
        let text =
            #"{"children":[{"executionId":"a\"","output":{"b":[1,2.50,"\u00e9"]},"status":"completed","taskId":"t"},"#
            + #"{"error":{"errorType":"generic","isInternal":false,"isRetryable":true,"message":"no"},"#
            + #""executionId":"b","status":"failed","taskId":"t"}],"output":null}"#
        let result = try payloads.decode(ParentResult<NoValue>.self, from: text, what: "output", taskID: "t")
        #expect(result.children.map(\.executionID) == ["a\"", "b"])
        #expect(result.children[1].error?.message == "no")
        #expect(try payloads.encodeOutput(result, taskID: "t") == text)
        let generic = try payloads.codec.encode(result)
        let decoded = try payloads.codec.decode(ParentResult<NoValue>.self, from: generic)
        #expect(decoded.children.map(\.taskID) == ["t", "t"])
        #expect(try payloads.encodeOutput(decoded, taskID: "t") == generic)
    }

    @Test func aThousandChildrenMayReturnTwoKilobytesEach() async throws {
        let executor = try fixture.executor()
        let page = try executor.register(DurableTask("page") { (_: Int, _) in String(repeating: "x", count: 2_000) })
        let count = try executor.register(
            DurableTask("count") { (result: ParentResult<NoValue>, _) in result.children.count })
        let book = try executor.register(
            .parent("book") { (pages: Int, _) in
                FanOut(children: (0..<pages).map { page.child($0) })
            }
        )
        let counted = try executor.register(
            .parent("counted", finalize: count) { (pages: Int, _) in
                FanOut(children: (0..<pages).map { page.child($0) })
            }
        )
        try await executor.start()
        #expect(try await executor.enqueue(book, 1_000).result().outputs(of: page).count == 1_000)
        #expect(try await executor.enqueue(counted, 1_000).result() == 1_000)
        await executor.shutdown()
    }

    @Test func whatIsTooLargeNamesTheLimitThatItIsOver() async throws {
        let executor = try fixture.executor { $0.maxCollectedBytes = 1_000 }
        let page = try executor.register(DurableTask("page") { (_: Int, _) in String(repeating: "x", count: 900) })
        let count = try executor.register(
            DurableTask("count") { (result: ParentResult<NoValue>, _) in result.children.count })
        let book = try executor.register(
            .parent("book") { (_: Int, _) in
                FanOut(children: [page.child(1), page.child(2)])
            }
        )
        let counted = try executor.register(
            .parent("counted", finalize: count) { (_: Int, _) in
                FanOut(children: [page.child(1), page.child(2)])
            }
        )
        try await executor.start()
        let (first, second) = (
            try await executor.enqueue(book, 0).wait(), try await executor.enqueue(counted, 0).wait()
        )
        #expect([first.status, second.status] == [.finalizeFailed, .finalizeFailed])
        for error in [first.error, second.error] {
            let message = try #require(error?.message)
            #expect(message.contains("the result of the children of the task"))
            #expect(message.contains("1000 are allowed"))
            #expect(message.contains("raise maxCollectedBytes in the executor's configuration"))
        }
        await executor.shutdown()
    }

    @Test func anOutputThatIsNoJSONIsNotPutIntoTheResult() throws {
        let payloads = TaskPayloads.standard
        for text in ["", "{", "1 2", #"{"a":}"#, "[1,]", "\"a", "nul", "01", "1.", #""\x""#, "\"\u{1}\""] {
            #expect(!JSONText.isValid(text), "\(text)")
            #expect(throws: TaskPayloadError.self) { try payloads.checkedJSON(text) }
        }
        for text in [" [ ] ", "{}", #"{"a":[1,{"b":null}],"c":"\u00e9\\\""}"#, "-0.5e+3", "true", "\"é\""] {
            #expect(JSONText.isValid(text), "\(text)")
        }
        #expect(JSONText.isValid(String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)))
    }
}

/// Counts the bytes of all texts that it makes and reads.
private final class CountingCodec: PlainJSONTaskPayloadCodec {
    private let base = JSONTaskPayloadCodec()
    private let count = Mutex(0)

    var bytes: Int { count.withLock { $0 } }

    func encode(_ value: some Encodable) throws -> String {
        let text = try base.encode(value)
        count.withLock { $0 += text.utf8.count }
        return text
    }

    func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        count.withLock { $0 += text.utf8.count }
        return try base.decode(type, from: text)
    }
}
