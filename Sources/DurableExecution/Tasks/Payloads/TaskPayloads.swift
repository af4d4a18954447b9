/// A decoded value with payloads inside it that are decoded later.
protocol PayloadReading {
    mutating func read(with payloads: TaskPayloads)
}

/// How large an encoded payload may be.
enum PayloadLimit: Sendable {
    case input
    case output
    /// What the children of a parent returned, put together.
    case collected
    /// An output that another execution takes over, whichever it is.
    case takenOver
}

/// A codec together with the limits of what it may produce.
struct TaskPayloads: Sendable {
    let codec: any TaskPayloadCodec
    let maxInputBytes: Int
    let maxOutputBytes: Int
    var maxCollectedBytes = 16_777_216

    /// For values that were decoded outside an executor.
    static var standard: TaskPayloads { DurableExecutor.Configuration().payloads }

    func encodeInput(_ input: some Encodable, taskID: String) throws(DurableExecutionError) -> String {
        try encode(input, what: "input", taskID: taskID, .input)
    }

    /// An input that is encoded already.
    func checkInput(
        _ input: String, taskID: String, _ limit: PayloadLimit = .input
    ) throws(DurableExecutionError) -> String {
        try check(input, what: "input", taskID: taskID, limit)
    }

    func encodeOutput(
        _ output: some Encodable, taskID: String, _ limit: PayloadLimit = .output
    ) throws(DurableExecutionError) -> String {
        try encode(output, what: "output", taskID: taskID, limit)
    }

    /// What a parent's children returned, put together for its output or for the input of its finalize task.
    func encodeCollected(_ result: some Encodable, taskID: String) throws(DurableExecutionError) -> String {
        try encode(result, what: "result of the children", taskID: taskID, .collected)
    }

    func decode<Value: Decodable>(
        _ type: Value.Type, from text: String, what: String, taskID: String
    ) throws(DurableExecutionError) -> Value {
        if let value: Value = composite(type, from: text) { return value }
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

    /// `nil` for what is no composite, and for one that can't be read, of which the codec says what is wrong with it.
    private func composite<Value>(_ type: Value.Type, from text: String) -> Value? {
        guard let type = type as? any CompositePayload.Type, isPlainJSON else { return nil }
        return try? type.init(plainJSON: text, self) as? Value
    }

    private func encode(
        _ value: some Encodable, what: String, taskID: String, _ limit: PayloadLimit
    ) throws(DurableExecutionError) -> String {
        let text: String
        do {
            if isPlainJSON, let composite = value as? any CompositePayload {
                text = try composite.plainJSON(self)
            } else {
                text = try codec.encode(value)
            }
        } catch {
            throw DurableExecutionError(
                .payloadNotEncodable, "the \(what) of the task “\(taskID)” can't be encoded: \(PayloadFailure(error))"
            )
        }
        return try check(text, what: what, taskID: taskID, limit)
    }

    /// An output that is encoded already.
    func checkOutput(
        _ output: String, taskID: String, _ limit: PayloadLimit = .output
    ) throws(DurableExecutionError) -> String {
        try check(output, what: "output", taskID: taskID, limit)
    }

    /// What is stored of an encoded text at this place.
    ///
    /// - Parameter limit: How much may be stored; by default as much as an input or an output.
    func seal(
        _ text: String, for context: TaskPayloadContext, _ limit: PayloadLimit? = nil
    ) throws(DurableExecutionError) -> String {
        let stored: String
        do {
            stored = try codec.seal(text, for: context)
        } catch {
            throw DurableExecutionError(.payloadNotEncodable, "\(context) can't be encoded: \(PayloadFailure(error))")
        }
        if stored.utf8.withContiguousStorageIfAvailable({ $0.contains(0) }) ?? stored.utf8.contains(0) {
            throw DurableExecutionError(
                .payloadNotEncodable,
                "\(context) would be stored with the character U+0000, which not every database can hold; let the codec escape it"
            )
        }
        let limit = limit ?? (context.kind == .input ? .input : .output)
        return try check(stored, what: context.kind.name, taskID: context.taskID, limit)
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
        _ text: String, what: String, taskID: String, _ limit: PayloadLimit
    ) throws(DurableExecutionError) -> String {
        let maxBytes = maxBytes(limit)
        if text.utf8.count <= maxBytes { return text }
        let advice =
            switch limit {
            case .input: "store it elsewhere and pass a reference, or raise maxInputBytes"
            case .output: "store it elsewhere and return a reference, or raise maxOutputBytes"
            case .collected, .takenOver:
                "let the children return less, give the parent a finalize function, or raise maxCollectedBytes"
            }
        throw DurableExecutionError(
            .payloadTooLarge,
            """
            the \(what) of the task “\(taskID)” takes \(text.utf8.count) bytes and \(maxBytes) are allowed; \(advice) in \
            the executor's configuration
            """
        )
    }

    private func maxBytes(_ limit: PayloadLimit) -> Int {
        switch limit {
        case .input: maxInputBytes
        case .output: maxOutputBytes
        case .collected: maxCollectedBytes
        case .takenOver: max(maxOutputBytes, maxCollectedBytes)
        }
    }
}
