/// A codec together with the limits of what it may produce.
struct TaskPayloads: Sendable {
    let codec: any TaskPayloadCodec
    let maxInputBytes: Int
    let maxOutputBytes: Int

    /// The text to store.
    func encode(_ value: some Encodable, for context: TaskPayloadContext) throws(DurableExecutionError) -> String {
        let text: String
        do {
            text = try codec.seal(try codec.encode(value), for: context)
        } catch {
            throw DurableExecutionError(.payloadNotEncodable, "\(context) can't be encoded: \(PayloadFailure(error))")
        }
        let maxBytes = context.kind == .input ? maxInputBytes : maxOutputBytes
        guard text.utf8.count <= maxBytes else {
            throw DurableExecutionError(
                .payloadTooLarge,
                """
                \(context) takes \(text.utf8.count) bytes and \(maxBytes) are allowed; store it elsewhere and pass a \
                reference, or raise the limit in the executor's configuration
                """
            )
        }
        return text
    }

    /// - Parameter stored: `nil` where nothing was stored, which is read as ``NoValue``.
    func decode<Value: Decodable>(
        _ type: Value.Type, from stored: String?, for context: TaskPayloadContext
    ) throws(DurableExecutionError) -> Value {
        do {
            let text = try stored.map { try codec.open($0, for: context) } ?? codec.encode(NoValue())
            return try codec.decode(type, from: text)
        } catch {
            throw DurableExecutionError(
                .payloadNotDecodable, "\(context) can't be decoded as \(type): \(PayloadFailure(error))"
            )
        }
    }
}

extension TaskPayloadContext: CustomStringConvertible {
    public var description: String {
        let payload =
            switch kind {
            case .input: "input"
            case .runOutput: "run output"
            case .output: "output"
            }
        return "the \(payload) of the task “\(taskId)”"
    }
}
