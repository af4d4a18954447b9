/// What a run of a body brought.
enum TaskBodyResult: Sendable {
    /// The encoded output.
    case output(String)
}

/// A task as the executor keeps it, its types behind it.
struct RegisteredTask: Sendable {
    let options: TaskOptions
    let inputType: ObjectIdentifier
    let outputType: ObjectIdentifier
    /// Decodes the input, runs the body, encodes its output.
    let run: @Sendable (_ input: String, TaskContext) async throws -> TaskBodyResult

    init<Input, Output>(_ task: DurableTask<Input, Output>, payloads: TaskPayloads) {
        options = task.options
        inputType = ObjectIdentifier(Input.self)
        outputType = ObjectIdentifier(Output.self)
        run = { text, context in
            let input = try refusingRetries {
                let input = try payloads.decode(Input.self, from: text, for: context.payload(.input))
                try task.validate?(input)
                return input
            }
            let output = try await task.body(input, context)
            return .output(try refusingRetries { try payloads.encode(output, for: context.payload(.output)) })
        }
    }
}

/// An input or an output that does not fit now will not fit in another run either.
private func refusingRetries<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as DurableExecutionError {
        throw TaskExecutionError(message: error.message, isRetryable: false, isInternal: true)
    } catch {
        var error = TaskExecutionError(thrownByBody: error)
        error.isRetryable = false
        throw error
    }
}
