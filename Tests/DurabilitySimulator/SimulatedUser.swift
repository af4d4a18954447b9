import DurableExecution
import Synchronization

/// Enqueues one tree with some process, and may cancel it, wake it, and wait for its end there or elsewhere.
final class SimulatedUser: Sendable {
    private struct State {
        /// The call to enqueue has returned.
        var executionID: String?
        var hasCancelled = false
        /// A sleeping task was woken with its output.
        var hasWoken = false
        /// In which processes it waits, until it is told.
        var waits: [Life] = []
        var told: [TaskExecutionStatus] = []
        var isDone = false
    }

    let number: Int
    private let world: SimulatedWorld
    private let state = Mutex(State())

    init(number: Int, world: SimulatedWorld) {
        self.number = number
        self.world = world
    }

    /// Whether nobody who lives owes an answer.
    var hasBeenAnswered: Bool {
        state.withLock { state in state.waits.allSatisfy(\.isOver) }
    }

    func act() async {
        try? await world.clock.sleep(for: world.dice.milliseconds(0...20_000))
        switch world.dice.number(0...14) {
        case 0: await see(\.double, .output(2 * number))
        case 1: await see(\.flaky, .output(number + 1))
        case 2: await see(\.hopeless, .status(.failed))
        case 3: await see(\.stuck, .status(.timedOut))
        case 4: await see(\.sum, .output(2 * (3 * number + 3)))
        case 5: await see(\.signed, .output(-2 * (3 * number + 3)))
        case 6: await see(\.mixed, .status(.completed))
        case 7: await see(\.doomed, .status(.finalizeFailed))
        case 8: await see(\.octuple, .output(8 * number))
        case 9: await see(\.broken, .status(.finalizeFailed))
        case 10: await see(\.loop, .status(.completed))
        case 11: await see(\.grove, .output(8 * number))
        case 12: await see(\.refused, .status(.failed))
        case 13: await see(\.unfinished, .status(.finalizeFailed))
        default: await see(\.order, .output(number))
        }
    }

    private func see<Output>(
        _ task: any KeyPath<SimulatedTasks, DurableTask<Int, Output>> & Sendable, _ expected: SimulatedEnd
    ) async {
        guard let process = world.anyLivingProcess() else { return }
        // Who gets an error does not know whether it was stored.
        guard let handle = try? await process.executor.enqueue(process.tasks[keyPath: task], number) else { return }
        state.withLock { $0.executionID = handle.executionID }
        promise.withLock { $0 = expected }
        Task { await wait(handle, in: process) }
        if world.dice.perMille(300) { Task { await cancel(handle.executionID, task) } }
        if task == \SimulatedTasks.order { Task { await wake() } }
        if world.dice.perMille(300), let other = world.anyLivingProcess() {
            let again = other.executor.handle(for: other.tasks[keyPath: task], executionID: handle.executionID)
            Task { await wait(again, in: other) }
        }
    }

    private let promise = Mutex(SimulatedEnd.status(.completed))

    private func wait<Output>(_ handle: TaskExecutionHandle<Output>, in process: SimulatedProcess) async {
        state.withLock { $0.waits.append(process.life) }
        // An error says that the executor was shut down, or its database lost for a moment: nothing about the end.
        let finished = try? await handle.wait()
        state.withLock { state in
            if let index = state.waits.firstIndex(where: { $0 === process.life }) { state.waits.remove(at: index) }
            if let finished { state.told.append(finished.status) }
        }
    }

    private func cancel<Output>(
        _ executionID: String, _ task: any KeyPath<SimulatedTasks, DurableTask<Int, Output>> & Sendable
    ) async {
        try? await world.clock.sleep(for: world.dice.milliseconds(0...30_000))
        guard let process = world.anyLivingProcess() else { return }
        state.withLock { $0.hasCancelled = true }
        try? await process.executor.handle(for: process.tasks[keyPath: task], executionID: executionID).cancel()
    }

    private func wake() async {
        try? await world.clock.sleep(for: world.dice.milliseconds(0...90_000))
        guard let process = world.anyLivingProcess() else { return }
        let id = SleepingTaskID("order \(number)")
        let wasAsleep = try? await process.executor.wake(process.tasks.approval, id, output: number)
        if wasAsleep == true { state.withLock { $0.hasWoken = true } }
    }

    /// Whether the tree ended as it had to, and everybody was told just that.
    func check(_ rows: [String: TaskExecution]) {
        let state = state.withLock { $0 }
        guard let id = state.executionID else { return }
        guard let row = rows[id] else { return world.table.report("\(id) was enqueued and is not there") }
        if state.told.contains(where: { $0 != row.status }) {
            world.table.report("\(id) is \(row.status), and somebody was told \(state.told)")
        }
        let expected = promise.withLock { $0 }
        if row.status == .cancelled, state.hasCancelled { return }
        // Nobody woke the approval in time, as far as it is known.
        if row.taskID == "order", !state.hasWoken, row.status == .finalizeFailed { return }
        if !expected.matches(row) {
            world.table.report(
                "\(row.taskID) \(id) of \(number) is \(row.status) with \(row.output ?? "no output"), not \(expected)"
            )
        }
    }
}

/// How a task has to end.
enum SimulatedEnd {
    case output(Int)
    case status(TaskExecutionStatus)

    func matches(_ row: TaskExecution) -> Bool {
        switch self {
        case .output(let number): row.status == .completed && row.output == "\(number)"
        case .status(let status): row.status == status
        }
    }
}
