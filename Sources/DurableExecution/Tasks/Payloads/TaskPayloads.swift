/// A decoded value with payloads inside it that are decoded later.
protocol PayloadReading {
    mutating func read(with payloads: TaskPayloads)
}

/// A codec together with the limits of what it may produce.
struct TaskPayloads: Sendable {
    let codec: any TaskPayloadCodec
    let maxInputBytes: Int
    let maxOutputBytes: Int

    /// For values that were decoded outside an executor.
    static var standard: TaskPayloads { DurableExecutor.Configuration().payloads }

    func encodeInput(_ input: some Encodable, taskID: String) throws(DurableExecutionError) -> String {
        try encode(input, what: "input", taskID: taskID, maxBytes: maxInputBytes)
    }

    /// An input that is encoded already.
    func checkInput(_ input: String, taskID: String) throws(DurableExecutionError) -> String {
        try check(input, what: "input", taskID: taskID, maxBytes: maxInputBytes)
    }

    func encodeOutput(_ output: some Encodable, taskID: String) throws(DurableExecutionError) -> String {
        try encode(output, what: "output", taskID: taskID, maxBytes: maxOutputBytes)
    }

    func decode<Value: Decodable>(
        _ type: Value.Type, from text: String, what: String, taskID: String
    ) throws(DurableExecutionError) -> Value {
        do {
            let value = try codec.decode(type, from: text)
            guard var reading = value as? any PayloadReading else { return value }
            reading.read(with: self)
            return reading as? Value ?? value
        } catch {
            throw DurableExecutionError(
                .payloadNotDecodable,
                "the \(what) of the task “\(taskID)” can't be decoded as \(type): \(PayloadFailure(error))"
            )
        }
    }

    private func encode(
        _ value: some Encodable, what: String, taskID: String, maxBytes: Int
    ) throws(DurableExecutionError) -> String {
        let text: String
        do {
            text = try codec.encode(value)
        } catch {
            throw DurableExecutionError(
                .payloadNotEncodable, "the \(what) of the task “\(taskID)” can't be encoded: \(PayloadFailure(error))"
            )
        }
        return try check(text, what: what, taskID: taskID, maxBytes: maxBytes)
    }

    /// An output that is encoded already.
    func checkOutput(_ output: String, taskID: String) throws(DurableExecutionError) -> String {
        try check(output, what: "output", taskID: taskID, maxBytes: maxOutputBytes)
    }

    /// What is stored of an encoded text at this place.
    func seal(_ text: String, for context: TaskPayloadContext) throws(DurableExecutionError) -> String {
        let stored: String
        do {
            stored = try codec.seal(text, for: context)
        } catch {
            throw DurableExecutionError(.payloadNotEncodable, "\(context) can't be encoded: \(PayloadFailure(error))")
        }
        let maxBytes = context.kind == .input ? maxInputBytes : maxOutputBytes
        return try check(stored, what: context.kind.name, taskID: context.taskID, maxBytes: maxBytes)
    }

    /// The encoded text of what is stored at this place; where nothing is, that of ``NoValue``.
    func open(_ stored: String?, for context: TaskPayloadContext) throws(DurableExecutionError) -> String {
        do {
            guard let stored else { return try codec.encode(NoValue()) }
            return try codec.open(stored, for: context)
        } catch {
            throw DurableExecutionError(.payloadNotDecodable, "\(context) can't be read: \(PayloadFailure(error))")
        }
    }

    private func check(
        _ text: String, what: String, taskID: String, maxBytes: Int
    ) throws(DurableExecutionError) -> String {
        guard text.utf8.count <= maxBytes else {
            throw DurableExecutionError(
                .payloadTooLarge,
                """
                the \(what) of the task “\(taskID)” takes \(text.utf8.count) bytes and \(maxBytes) are allowed; store it \
                elsewhere and pass a reference, or raise the limit in the executor's configuration
                """
            )
        }
        return text
    }
}
