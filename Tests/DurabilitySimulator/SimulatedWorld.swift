import DurableExecution
import DurableExecutionTesting
import Synchronization

/// A few processes on one table, users who enqueue trees there, and a storm that passes.
final class SimulatedWorld: Sendable {
    let dice: Dice
    let clock = ManualClock()
    let table = SimulatedTable()
    let storm: Storm
    private let processes = Mutex<[SimulatedProcess]>([])
    private let users = Mutex<[SimulatedUser]>([])

    init(seed: UInt64) {
        dice = Dice(seed: seed)
        let end = clock.now + Int64(dice.number(10_000...90_000))
        storm = Storm(dice: dice, clock: clock, end: end)
    }

    var all: [SimulatedProcess] { processes.withLock { $0 } }

    func anyLivingProcess() -> SimulatedProcess? {
        let living = all.filter { !$0.life.isOver }
        return living.isEmpty ? nil : dice.pick(living)
    }

    /// What the world begins with; everything else follows.
    func begin() throws {
        for _ in 0..<dice.number(1...3) { try startProcess() }
        for number in 1...dice.number(3...8) {
            let user = SimulatedUser(number: number, world: self)
            users.withLock { $0.append(user) }
            Task { await user.act() }
        }
    }

    private func startProcess() throws {
        let process = try SimulatedProcess(in: self)
        processes.withLock { $0.append(process) }
        let isStopped = dice.perMille(200)
        Task { [self] in
            // As whoever operates it would, after a start that found no database.
            while (try? await process.executor.start()) == nil, !process.life.isOver {
                try await clock.sleep(for: .milliseconds(500))
            }
            if isStopped {
                try await clock.sleep(for: dice.milliseconds(0...40_000))
                if !process.life.isOver {
                    await process.executor.shutdown()
                    process.life.end()
                }
            }
        }
        // Whoever operates it sees that it died, and starts it again.
        Task { [self] in
            while !process.life.isOver { try await clock.sleep(for: .seconds(2)) }
            if !isFinished { try startProcess() }
        }
    }

    private let finished = Mutex(false)
    private var isFinished: Bool { finished.withLock { $0 } }

    /// Whether nothing is left to be done, and everybody knows.
    var isSettled: Bool {
        !storm.isRaging && table.rows.allSatisfy { $0.closeStatus == .closed }
            && users.withLock { $0.allSatisfy(\.hasBeenAnswered) }
    }

    /// Lets all processes end, and says whether what they told is what is stored.
    func end() {
        finished.withLock { $0 = true }
        let rows = Dictionary(table.rows.map { ($0.executionID, $0) }) { first, _ in first }
        for user in users.withLock({ $0 }) { user.check(rows) }
        for process in all {
            process.life.end()
            process.life.bury()
            Task { await process.executor.shutdown() }
        }
    }
}
