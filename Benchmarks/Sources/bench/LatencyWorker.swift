internal import ArgumentParser
internal import DurableExecutionStorage
internal import Foundation
internal import SQLiteDriver
internal import TypedSQL

/// The other process of the latencies: runs what is enqueued until it is terminated.
struct LatencyWorker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "latency-worker", shouldDisplay: false)

    /// When a body ran, by the clock that all processes share.
    struct Body: Codable, Sendable {
        let start: Int64
        let end: Int64
    }

    static var task: DurableTask<NoValue, Body> {
        DurableTask("note_the_time") { (_, _) in
            let start = ProcessTimes.monotonicNanoseconds
            return Body(start: start, end: ProcessTimes.monotonicNanoseconds)
        }
    }

    @Argument var path: String

    func run() async throws {
        let executor = try DurableExecutor(storage: SQLTaskExecutionsStorage(try await SQLiteDatabase(path: path)))
        try executor.register(Self.task)
        try await executor.start()
        try await Task.sleep(for: .seconds(3600))
    }

    static func start(on path: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = ["latency-worker", path]
        try process.run()
        return process
    }
}
