import ArgumentParser
import DurableExecutionStorage
import Foundation
import TypedSQL

struct Enqueue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Enqueues an execution of a task.",
        discussion: """
            For example:

              durable enqueue remind 42 --database tasks.db
              durable enqueue charge '{"order": 42}' --delay 15m --max-retries 3 --database tasks.db

            Prints the id of the execution. An executor that has registered the task runs it; without one it waits. The \
            options that the program declares for the task do not apply. Executors with an encrypting codec can't read \
            the input.

            Exit codes: 0 success, 2 failure (the reason is on standard error), 64 wrong usage.
            """
    )

    @Argument(help: ArgumentHelp("The id of the task.", valueName: "task-id")) var task: String
    @Argument(help: ArgumentHelp("The input as JSON, encoded as by the codec of the executors.", valueName: "input"))
    var input: String
    @Option(help: ArgumentHelp("The time until it is due, such as 90s, 15m, 12h or 7d.", valueName: "age"))
    var delay: Age?
    @Option(help: ArgumentHelp("The time limit of each run. (default: 5m)", valueName: "age"))
    var timeout: Age?
    @Option(help: "How often a failed run is retried.") var maxRetries = 0
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if maxRetries < 0 { throw ValidationError("--max-retries can't be negative") }
        if (try? JSONSerialization.jsonObject(with: Data(input.utf8), options: .fragmentsAllowed)) == nil {
            throw ValidationError("the input must be JSON; a text is JSON only in double quotes")
        }
    }

    func run() async throws {
        let id = try await database.withExecutions(in: table, isReadOnly: false) { storage in
            var configuration = DurableExecutor.Configuration()
            configuration.codec = EncodedPayloadCodec()
            // Never started: it stores, and another process runs.
            let executor = try DurableExecutor(storage: storage, configuration: configuration)
            let task = try executor.register(DurableTask(task) { (_: EncodedPayload, _) in EncodedPayload(text: "") })
            return try await executor.enqueue(
                task, EncodedPayload(text: input), retry: RetryPolicy(maxRetries: maxRetries),
                delay: delay.map { .milliseconds($0.milliseconds) },
                timeout: .milliseconds(timeout?.milliseconds ?? 300_000)
            ).executionID
        }
        let report: [String: JSONValue] = ["executionId": .text(id)]
        try output.print(report, lines: [id])
    }
}

/// A payload as it is stored, of which the command does not know the type.
private struct EncodedPayload: Codable {
    var text: String
}

private struct EncodedPayloadCodec: TaskPayloadCodec {
    func encode(_ value: some Encodable) throws -> String {
        if let payload = value as? EncodedPayload { return payload.text }
        return try JSONTaskPayloadCodec().encode(value)
    }

    func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try JSONTaskPayloadCodec().decode(type, from: text)
    }
}
