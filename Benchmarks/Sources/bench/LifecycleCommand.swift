public import ArgumentParser
public import DurableExecutionStorage
internal import Foundation

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

    @Option(help: "How often each of the two runs.")
    var rounds = 5

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func validate() throws {
        if executions < 1 || batch < 1 || rounds < 1 {
            throw ValidationError("executions, batch and rounds have to be positive")
        }
        if executions % batch != 0 { throw ValidationError("\(batch) does not divide \(executions)") }
    }

    func run() async throws {
        let workload = Workload(count: executions)
        var storage: [PhaseTimes] = []
        var floor: [PhaseTimes] = []
        try await TemporaryFolder.with { folder in
            for round in 0..<rounds {
                let path = folder.appending(path: "\(round)").path
                floor.append(
                    try await FloorLifecycle(indexes: floorIndexes ?? indexes).run(workload, batch, path + "-floor.db"))
                storage.append(try await StorageLifecycle(indexes: indexes).run(workload, batch, path + "-storage.db"))
            }
        }
        let report = LifecycleReport(
            executions: executions, batch: batch, indexes: indexes.rawValue,
            seconds: PhaseTimes(medianOf: storage), floor: PhaseTimes(medianOf: floor)
        )
        print(try report.text(asJSON: json))
    }
}

extension TaskExecutionsIndexProfile: @retroactive ExpressibleByArgument {}
