import DurableExecutionTesting
import Testing

@testable import DurableExecution

@Suite struct LoopTests {
    @Test func aHeapGivesTheLowestTimeFirst() {
        var heap = MinHeap<Int>()
        for number in [5, 3, 8, 1, 9, 2, 7, 3] { heap.insert(number, at: Int64(number)) }
        heap.removeAll { _, number in number == 8 }
        var numbers: [Int] = []
        while let first = heap.removeFirst() { numbers.append(first.element) }
        #expect(numbers == [1, 2, 3, 3, 5, 7, 9])
    }

    @Test func signalsThatNobodyWaitsForCountAsOne() async {
        let signal = Signal()
        signal.send()
        signal.send()
        await signal.wait()
        let waited = Counter()
        let waiting = Task {
            await signal.wait()
            waited.add()
        }
        #expect(waited.value == 0)
        signal.send()
        await waiting.value
    }

    @Test func aTimerSendsTheEarlierOfTwoTimes() async {
        let clock = ManualClock(now: 0)
        let timer = SignalTimer(clock: clock)
        let (first, second) = (Signal(), Signal())
        timer.send(first, at: 30)
        timer.send(first, at: 10)
        timer.send(first, at: 20)
        timer.send(second, at: 15)
        await clock.sleeper(until: 10)
        clock.jump(to: 10)
        await first.wait()
        await clock.sleeper(until: 15)
        clock.jump(to: 15)
        await second.wait()
        await timer.stop()
        #expect(clock.sleepers.isEmpty)
    }

    @Test func aClockThatIsSetBackWhileATimerIsArmedDoesNotPutItOff() async {
        let clock = SlippingClock()
        let timer = SignalTimer(clock: clock)
        let signal = Signal()
        timer.send(signal, atUptime: 10)
        await clock.base.sleeper { _ in true }
        clock.base.jump(by: .milliseconds(10))
        await signal.wait()
        await timer.stop()
    }
}

/// Is set an hour back whenever somebody has looked at it.
private struct SlippingClock: DurableClock {
    let base = ManualClock(now: 0)

    var now: Int64 {
        defer { base.set(to: base.now - 3_600_000) }
        return base.now
    }
    var uptime: Int64 { base.uptime }

    func sleep(until time: Int64) async throws { try await base.sleep(until: time) }
    func sleep(untilUptime time: Int64) async throws { try await base.sleep(untilUptime: time) }
}
