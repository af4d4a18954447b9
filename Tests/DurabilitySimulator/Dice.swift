import DurableExecutionTesting
import Synchronization

/// Every choice of a simulation.
final class Dice: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

    func number(_ range: ClosedRange<Int>) -> Int {
        generator.withLock { Int.random(in: range, using: &$0) }
    }

    /// `true` so many times in a thousand.
    func perMille(_ count: Int) -> Bool { number(1...1_000) <= count }

    func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...(elements.count - 1))] }

    func milliseconds(_ range: ClosedRange<Int>) -> Duration { .milliseconds(number(range)) }
}
