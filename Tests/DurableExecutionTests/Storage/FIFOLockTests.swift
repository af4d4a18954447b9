import Synchronization
import Testing

@testable import DurableExecution

@Suite struct FIFOLockTests {
    private let lock = FIFOLock()

    @Test func callersGetInOneAtATimeInTheOrderInWhichTheyCame() async throws {
        let order = Recorder<Int>()
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await lock.withLock { for await _ in gate { break } }
            }
            try await lockIsHeld()
            for number in 0..<100 {
                group.addTask {
                    try await lock.withLock {
                        order.append(number)
                        await Task.yield()
                        #expect(order.elements.last == number)
                    }
                }
                await waiting(number + 1)
            }
            opener.yield()
            try await group.waitForAll()
        }
        #expect(order.elements == Array(0..<100))
    }

    @Test func anErrorInsideFreesTheLock() async throws {
        struct Failure: Error {}
        await #expect(throws: Failure.self) {
            try await lock.withLock { throw Failure() }
        }
        #expect(try await lock.withLock { true })
    }

    @Test func aCancelledCallerKeepsItsPlaceAndPassesTheLockOn() async throws {
        let order = Recorder<String>()
        let (gate, opener) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await lock.withLock { for await _ in gate { break } }
            }
            try await lockIsHeld()
            let cancelled = Task {
                try await lock.withLock {
                    order.append(Task.isCancelled ? "cancelled" : "not cancelled")
                }
            }
            await waiting(1)
            group.addTask {
                try await lock.withLock { order.append("next") }
            }
            await waiting(2)
            cancelled.cancel()
            opener.yield()
            try await cancelled.value
            try await group.waitForAll()
        }
        #expect(order.elements == ["cancelled", "next"])
        #expect(try await lock.withLock { true })
    }

    private func waiting(_ count: Int) async {
        while lock.waitingCount < count { await Task.yield() }
    }

    private func lockIsHeld() async throws {
        while !lock.isHeld { await Task.yield() }
    }
}

private final class Recorder<Element: Sendable>: Sendable {
    private let recorded = Mutex<[Element]>([])

    var elements: [Element] { recorded.withLock { $0 } }

    func append(_ element: Element) {
        recorded.withLock { $0.append(element) }
    }
}
