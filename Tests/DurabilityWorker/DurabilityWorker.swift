import DurableExecutionStorage
import Foundation
import TypedSQL

/// A process for tests to kill, or to let loose on a database together with others.
///
///     DurabilityWorker work <database> <acknowledgements> [<executors> [<lease ms> [<crash point>]]]
///         enqueues and runs until it is killed, and appends a line to a file for each call that has returned; asked to end, it
///         enqueues no more and runs until everything has ended
///     DurabilityWorker load <database> <acknowledgements> <executors> <lease ms> <count>
///         enqueues so many executions and runs until everything has ended
///     DurabilityWorker finish <database>
///         runs until everything has ended
///     DurabilityWorker poison <database> <lease ms> [<count>]
///         enqueues so many executions, some of which end their process; without a number, runs until everything has ended
///     DurabilityWorker write <database> <count>
///     DurabilityWorker read <database> <count>
///         writes, or reads, so often, and says on standard output how long the longest took
@main
struct DurabilityWorker {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2 else { throw WorkerError("a command and a database are needed") }
        EndRequest.listen()
        let location = DatabaseLocation(arguments[1])
        let crashPoint = try arguments[0] == "work" ? arguments.dropFirst(5).first.map(CrashPoint.init) : nil
        // A point inside of SQLite has to be known before a connection is opened.
        let storagePoint = try crashPoint?.armed(on: location)
        try await location.withDatabase { database in
            try await run(arguments[0], Array(arguments.dropFirst(2)), on: database, crashingAt: storagePoint)
        }
    }

    private static func run(
        _ command: String, _ arguments: [String], on database: some SQLDatabase, crashingAt point: StorageCrashPoint?
    ) async throws {
        let storage = SQLTaskExecutionsStorage(database)
        let numbers = arguments.map { Int($0) ?? 0 }
        let executors = numbers.count > 1 ? numbers[1] : 1
        let lease = Duration.milliseconds(numbers.count > 2 ? numbers[2] : 500)
        switch (command, arguments.first) {
        case ("work", let file?):
            try await Work(
                storage, executors: executors, lease: lease, crashingAt: point,
                acknowledgements: Acknowledgements(file)
            ).run()
        case ("load", let file?) where numbers.count == 4:
            try await Work(
                storage, executors: executors, lease: lease, acknowledgements: Acknowledgements(file)
            ).load(count: numbers[3])
        case ("finish", _): try await Work(storage, acknowledgements: nil).finish()
        case ("poison", _?):
            let poison = try Poison(storage, lease: .milliseconds(numbers[0]))
            if numbers.count > 1 { try await poison.fill(count: numbers[1]) } else { try await poison.run() }
        case ("write", _?): try await Contender(storage).write(count: numbers[0])
        case ("read", _?): try await Contender(storage).read(count: numbers[0])
        default: throw WorkerError("“\(command)” is no command, or lacks an argument")
        }
    }
}

struct WorkerError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
