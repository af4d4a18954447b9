import DurableExecution
import DurableExecutionTesting
import Testing

@Suite struct ManualClockTests {
    @Test func aSleeperWakesWhenItsTimeHasComeAndNotBefore() async throws {
        let clock = ManualClock(now: 0)
        let sleep = Task { try await clock.sleep(for: .milliseconds(10)) }
        await clock.sleeper(until: 10)
        clock.jump(by: .milliseconds(9))
        #expect(clock.sleepers == [10])
        clock.jump(by: .milliseconds(1))
        try await sleep.value
        #expect(clock.sleepers.isEmpty)
    }

    @Test func aTimeThatHasPassedIsNotSleptFor() async throws {
        try await ManualClock(now: 5).sleep(until: 5)
    }

    @Test func aCancelledSleepThrows() async throws {
        let clock = ManualClock(now: 0)
        let sleep = Task { try await clock.sleep(until: 10) }
        sleep.cancel()
        await #expect(throws: CancellationError.self) { try await sleep.value }
        #expect(clock.sleepers.isEmpty)
    }

    @Test(arguments: [-3_600_000, 3_600_000])
    func aClockThatIsSetWakesNobodyAndKeepsTheLengthOfSleeps(change: Int64) async throws {
        let clock = ManualClock(now: 0)
        let sleep = Task { try await clock.sleep(until: 10) }
        await clock.sleeper(until: 10)
        clock.set(to: change)
        #expect(clock.now == change)
        #expect(clock.uptime == 0)
        #expect(clock.sleepers == [change + 10])
        clock.jump(by: .milliseconds(10))
        try await sleep.value
        #expect(clock.now == change + 10)
        #expect(clock.uptime == 10)
    }

    @Test func theSystemClockReturnsAtOnceFromATimeThatHasPassed() async throws {
        let clock = SystemDurableClock()
        try await clock.sleep(until: clock.now - 1)
    }
}
