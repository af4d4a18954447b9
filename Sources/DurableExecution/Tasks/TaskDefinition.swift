/// What a run of a body brought.
enum TaskBodyResult: Sendable {
    /// The encoded output.
    case output(String)
    /// The encoded output of a parent's body, and the children that run now.
    case children(runOutput: String, [ChildTask])
}

/// What a task does, its input still typed.
struct TaskDefinition<Input: Sendable>: Sendable {
    var validate: (@Sendable (Input) throws -> Void)?
    var isSleeping = false
    /// Whether what the body returns is not yet the task's output.
    var isParent = false
    /// What happens once all children have finished.
    var continuation = ParentContinuation.collect
    /// The most iterations of a looping task.
    var maxIterations: Int?
    /// The other tasks that it is made of; they have to be registered before it.
    var parts: [TaskSignature] = []
    var run: @Sendable (Input, TaskContext, TaskPayloads) async throws -> TaskBodyResult
}

/// How a parent goes on once all its children have finished.
enum ParentContinuation: Sendable {
    typealias Finalize =
        @Sendable (_ runOutput: String, [FinishedChild], TaskContext, TaskPayloads) async throws -> String

    /// Its output is that of its body together with what became of the children.
    case collect
    /// A function makes the output.
    case finalize(Finalize)
    /// Another task makes the output.
    case finalizeTask(TaskSignature)
    /// The children run one after the other, and each decides what comes next.
    case sequence(TaskSequence)
}

/// An id with its types.
struct TaskSignature: Sendable {
    let id: String
    let input: any (Codable & Sendable).Type
    let output: any (Codable & Sendable).Type

    func hasSameTypes(as other: TaskSignature) -> Bool {
        input == other.input && output == other.output
    }
}

/// An input or an output that does not fit now will not fit in another run either.
func refusingRetries<Value>(_ body: () throws -> Value) throws -> Value {
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
