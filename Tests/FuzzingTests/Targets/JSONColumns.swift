import DurableExecution
import TaskExecutionsSchema
import TypedSQL

/// The columns that hold JSON. The first byte says which; what can be read is read again as it was written.
enum JSONColumns {
    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        guard let column = bytes.first else { return }
        let json = UnsafeBufferPointer(rebasing: bytes.dropFirst())
        switch column & 3 {
        case 0: try readTwice(StoredRetryOptions.self, json)
        case 1: try readTwice(TaskExecutionError.self, json)
        case 2: try readTwice([TaskExecutionReference].self, json)
        default: try readTwice(TaskExecutionReference.self, json)
        }
        try skip(json)
    }

    private static func readTwice<Value: SQLJSON & Equatable>(
        _ type: Value.Type, _ json: UnsafeBufferPointer<UInt8>
    ) throws {
        guard let value = try? read(type, json) else { return }
        var text = value.jsonText
        let again = try text.withUTF8 { try read(type, $0) }
        if again != value { throw FuzzViolation(message: "\(value) is read as \(again)") }
    }

    private static func read<Value: SQLJSON>(
        _ type: Value.Type, _ json: UnsafeBufferPointer<UInt8>
    ) throws(JSONError) -> Value {
        var reader = JSONReader(json)
        let value = try Value(from: &reader)
        try reader.end()
        return value
    }

    /// What is skipped as a document is one wherever it stands.
    private static func skip(_ json: UnsafeBufferPointer<UInt8>) throws {
        var reader = JSONReader(json)
        do throws(JSONError) {
            try reader.skip()
            try reader.end()
        } catch { return }
        let list = Array("[".utf8) + json + Array(", null]".utf8)
        try list.withUnsafeBufferPointer { list in
            var reader = JSONReader(list)
            do throws(JSONError) { try reader.skip() } catch {
                if error.expected.hasPrefix("a value nested") { return }
                throw FuzzViolation(message: "not skipped in a list: \(error)")
            }
        }
    }
}
