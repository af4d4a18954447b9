/// A codec together with the limits of what it may produce.
struct TaskPayloads: Sendable {
    let codec: any TaskPayloadCodec
    let maxInputBytes: Int
    let maxOutputBytes: Int

    func encodeInput(_ input: some Encodable, taskId: String) throws(DurableExecutionError) -> String {
        try encode(input, what: "input", taskId: taskId, maxBytes: maxInputBytes)
    }

    func encodeOutput(_ output: some Encodable, taskId: String) throws(DurableExecutionError) -> String {
        try encode(output, what: "output", taskId: taskId, maxBytes: maxOutputBytes)
    }

    func decode<Value: Decodable>(
        _ type: Value.Type, from text: String, what: String, taskId: String
    ) throws(DurableExecutionError) -> Value {
        do {
            return try codec.decode(type, from: text)
        } catch {
            throw DurableExecutionError(
                .payloadNotDecodable, "the \(what) of the task “\(taskId)” can't be decoded as \(type): \(error)"
            )
        }
    }

    private func encode(
        _ value: some Encodable, what: String, taskId: String, maxBytes: Int
    ) throws(DurableExecutionError) -> String {
        let text: String
        do {
            text = try codec.encode(value)
        } catch {
            throw DurableExecutionError(
                .payloadNotEncodable, "the \(what) of the task “\(taskId)” can't be encoded: \(error)"
            )
        }
        guard text.utf8.count <= maxBytes else {
            throw DurableExecutionError(
                .payloadTooLarge,
                """
                the \(what) of the task “\(taskId)” takes \(text.utf8.count) bytes and \(maxBytes) are allowed; store it \
                elsewhere and pass a reference, or raise the limit in the executor's configuration
                """
            )
        }
        return text
    }
}
