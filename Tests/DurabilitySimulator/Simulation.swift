import CSeededScheduler
import DurableExecution
import DurableExecutionTesting

/// One seed from its beginning to its end, on one thread: which job runs next, what fails and when time passes is decided by
/// the seed alone.
struct Simulation {
    struct Outcome {
        var violations: [String]
        var executions: Int
        var steps: Int
        /// The same for each run of the same seed.
        var digest: UInt64
    }

    private let seed: UInt64
    private let world: SimulatedWorld
    private var steps = 0

    /// Far more than a world without violations needs.
    private static let maxSteps = 3_000_000
    private static let limit: Int64 = 3_600_000

    init(seed: UInt64) {
        self.seed = seed
        world = SimulatedWorld(seed: seed)
    }

    mutating func run() throws -> Outcome {
        seeded_scheduler_begin(seed)
        try world.begin()
        pump { $0.isSettled }
        if !world.isSettled {
            for row in world.table.rows where row.closeStatus != .closed {
                world.table.report("\(row.taskID) \(row.executionID) never ends: \(row.status), \(row.closeStatus)")
            }
            world.table.report("after \(steps) steps and \(world.clock.now - world.storm.end) ms not all is done")
        }
        let rows = world.table.rows
        world.end()
        pump { $0.clock.sleepers.isEmpty }
        if !world.clock.sleepers.isEmpty { world.table.report("something still waits after the shutdown") }
        return Outcome(
            violations: world.table.violations, executions: rows.count, steps: steps, digest: world.table.digest
        )
    }

    /// Runs jobs; where none is left, time goes on.
    private mutating func pump(until isDone: (SimulatedWorld) -> Bool) {
        while steps < Self.maxSteps, world.clock.now < world.storm.end + Self.limit {
            steps += 1
            if world.storm.isRaging, world.dice.perMille(1) { passTime() }
            if seeded_scheduler_run_one() != 0 { continue }
            if isDone(world) { return }
            guard let next = world.clock.sleepers.first, next < .max else { return }
            world.clock.jump(to: next)
        }
    }

    /// Time does not wait until everybody has done what is due.
    private func passTime() {
        world.clock.jump(by: world.dice.milliseconds(0...(world.dice.perMille(100) ? 9_000 : 300)))
    }
}
