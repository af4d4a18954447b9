public import ArgumentParser
public import DurableExecutionStorage
internal import Foundation
internal import TypedSQL

struct LifecycleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lifecycle",
        abstract: "The life of executions: insert, claim, complete, claim for closing, close, get.",
        discussion: "Claims take 100 at a time. Storage and floor take turns; each number is the median of the rounds."
    )

    @Option(help: "How many executions live.")
    var executions = 10_000

    @Option(help: "How many are inserted, completed, closed and got in one call; it has to divide the executions.")
    var batch = 100

    @Option(help: "Which rows the indexes hold: lean or reference.")
    var indexes: TaskExecutionsIndexProfile = .lean

    @Option(help: "The indexes of the floor; the same as the storage's where none are given.")
    var floorIndexes: TaskExecutionsIndexProfile?

    @Option(help: "How many executions that are finished and closed are in the table before.")
    var rows = 0

    @Option(help: "How often each of the two runs.")
    var rounds = 5

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func validate() throws {
        if executions < 1 || batch < 1 || rounds < 1 {
            throw ValidationError("executions, batch and rounds have to be positive")
        }
        if rows < 0 { throw ValidationError("rows can't be negative") }
        if executions % batch != 0 { throw ValidationError("\(batch) does not divide \(executions)") }
    }

    func run() async throws {
        var storage: [PhaseTimes] = []
        var floor: [PhaseTimes] = []
        let floorIndexes = floorIndexes ?? indexes
        try await TemporaryFolder.with { folder in
            for round in 0..<rounds {
                let workload = Workload(count: executions, round: round)
                // Old rows are made once: what the rounds leave behind is finished and closed, too.
                let name = rows > 0 ? "full" : "\(round)"
                let (floorPath, storagePath) = (
                    folder.appending(path: name + "-floor.db").path, folder.appending(path: name + "-storage.db").path
                )
                if rows > 0, round == 0 {
                    try await OldRows(count: rows, indexes: floorIndexes).fill(floorPath)
                    try await OldRows(count: rows, indexes: indexes).fill(storagePath)
                }
                floor.append(try await FloorLifecycle(indexes: floorIndexes).run(workload, batch, floorPath))
                storage.append(try await StorageLifecycle(indexes: indexes).run(workload, batch, storagePath))
            }
        }
        let report = LifecycleReport(
            executions: executions, rows: rows == 0 ? nil : rows, batch: batch, indexes: indexes.rawValue,
            seconds: PhaseTimes(medianOf: storage), floor: PhaseTimes(medianOf: floor)
        )
        print(try report.text(asJSON: json))
    }
}

extension TaskExecutionsIndexProfile: @retroactive ExpressibleByArgument {}
