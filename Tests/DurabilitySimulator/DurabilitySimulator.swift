import Foundation

/// Simulates executors on a database that fails, one world a seed:
///
///     SWIFT_DETERMINISTIC_HASHING=1 DurabilitySimulator <first seed> [<count>]
///
/// Prints a line for each seed with what was violated, and a last one with the numbers of all. With the same seed the same
/// happens again, step by step, on Linux.
@main
struct DurabilitySimulator {
    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap(UInt64.init)
        guard let first = numbers.first else { return print("usage: DurabilitySimulator <first seed> [<count>]") }
        try simulate(first, count: numbers.dropFirst().first ?? 1)
    }

    // Not in `main`, whose tasks would be the main actor's.
    private nonisolated static func simulate(_ first: UInt64, count: UInt64) throws {
        var (failures, executions, steps, digest) = (0, 0, 0, UInt64(0))
        for seed in first..<(first + count) {
            if seed > first, (seed - first).isMultiple(of: 500) {
                try FileHandle.standardError.write(contentsOf: Data("seeds: \(seed - first) of \(count)\n".utf8))
            }
            var simulation = Simulation(seed: seed)
            let outcome = try simulation.run()
            for violation in outcome.violations { print("seed \(seed): \(violation)") }
            if !outcome.violations.isEmpty { failures += 1 }
            executions += outcome.executions
            steps += outcome.steps
            digest = digest &* 31 &+ outcome.digest
        }
        print("seeds \(count), failures \(failures), executions \(executions), steps \(steps), digest \(digest)")
    }
}
