import DurableExecutionStorage
import TypedSQL

/// An executor that soon takes up again what a fault has interrupted, with a parent that sums up what its children double.
struct DoublingExecutor {
    let executor: DurableExecutor
    let sum: DurableTask<Int, Int>

    /// - Parameter bodies: How long the body of a child takes.
    init(on storage: some TaskExecutionsStorage, bodies: Duration = .zero) throws {
        var configuration = DurableExecutor.Configuration()
        configuration.pollInterval = .milliseconds(10)
        configuration.leaseDuration = .milliseconds(200)
        configuration.maxRecoveries = 1_000
        executor = try DurableExecutor(storage: storage, configuration: configuration)
        let double = try executor.register(
            DurableTask("double") { (number: Int, _) in
                try await Task.sleep(for: bodies)
                return 2 * number
            }
        )
        sum = try executor.register(
            .parent("sum") { (number: Int, _) in
                FanOut(children: (0..<3).map { double.child(number + $0) })
            } finalize: { (parent, _) in
                try parent.outputs(of: double).reduce(0, +)
            }
        )
    }

    /// What comes of the sum of a number.
    static func sum(of number: Int) -> Int { 2 * (3 * number + 3) }
}
