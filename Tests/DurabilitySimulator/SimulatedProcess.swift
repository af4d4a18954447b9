import DurableExecution
import DurableExecutionTesting

/// An executor with its connection. It may die between any two calls to the storage.
struct SimulatedProcess: Sendable {
    let life = Life()
    let executor: DurableExecutor
    let tasks: SimulatedTasks

    init(in world: SimulatedWorld) throws {
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .seconds(1)
        configuration.leaseDuration = .seconds(6)
        configuration.hasLoopThread = false
        configuration.maxRecoveries = 1_000_000
        configuration.maxConcurrentTaskExecutions = world.dice.number(1...10)
        configuration.batchSize = world.dice.number(1...20)
        configuration.shutdownTimeout = .seconds(3)
        configuration.shutdownCancellationTimeout = .seconds(2)
        let connection = SimulatedConnection(world.table, world.clock)
        let (storm, life) = (world.storm, life)
        let storage = FaultInjectingTaskExecutionsStorage(
            connection, refusing: SimulatedTasks.refusal, faults: { _ in storm.faults(in: life) }
        )
        executor = try DurableExecutor(storage: storage, configuration: configuration, clock: world.clock)
        connection.belongs(to: executor)
        tasks = try SimulatedTasks(executor, in: world, life)
    }
}
