// What Thread Sanitizer is to report, and what it is not to report: `Scripts/sanitize` runs each before it believes the tests.
import Dispatch
import Synchronization

/// Nothing in it keeps two threads apart.
final class Count: @unchecked Sendable { var number = 0 }

let count = Count()
let started = Atomic(0)
let rounds = 1_000_000

@inline(never) func increment() { count.number += 1 }

@main struct Check {
    static func main() async {
        switch CommandLine.arguments.last {
        case "race": await countOnTwoThreads { $0() }
        case "mutex":
            let mutex = Mutex(())
            await countOnTwoThreads { increment in mutex.withLock { _ in increment() } }
        default: await takeTurns()
        }
        print(count.number)
    }

    static func countOnTwoThreads(_ protect: @escaping @Sendable (() -> Void) -> Void) async {
        await withTaskGroup { group in
            for _ in 0..<2 {
                group.addTask {
                    // Both at the same time, which orders nothing.
                    started.add(1, ordering: .relaxed)
                    while started.load(ordering: .relaxed) < 2 {}
                    for _ in 0..<rounds { protect(increment) }
                }
            }
        }
    }

    /// Who resumes a continuation has counted before, who waits for it counts after.
    static func takeTurns() async {
        let queue = DispatchQueue(label: "turns")
        for _ in 0..<(rounds / 50) {
            await withCheckedContinuation { continuation in
                queue.async {
                    increment()
                    continuation.resume()
                }
            }
            increment()
        }
    }
}
