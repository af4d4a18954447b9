import Testing

@testable import PostgreSQLDriver

@Suite struct NotificationScheduleTests {
    private let start = ContinuousClock.now

    @Test func aFewChangesAfterAPauseAreToldAtOnce() {
        var schedule = NotificationSchedule(interval: .milliseconds(50))
        for pause in [0, 1, 2, 10_000, 10_001] {
            let now = start + .milliseconds(pause)
            #expect(schedule.next(at: now) == now)
        }
    }

    @Test func ofManyChangesOneIsToldInEachInterval() {
        var schedule = NotificationSchedule(interval: .milliseconds(50))
        var now = start
        var times: [Duration] = []
        for _ in 0..<30 {
            // Somebody always waits for the next one.
            now = schedule.next(at: now)
            times.append(now - start)
        }
        #expect(times[9] == .zero)
        #expect(times[10] == .milliseconds(50))
        #expect(times[29] == .milliseconds(20 * 50))
        // A pause as long as half of those that may go out at once lets half of them go out at once.
        now += .milliseconds(250)
        let next = (0..<6).map { _ in schedule.next(at: now) - now }
        #expect(next.filter { $0 == .zero }.count == 5)
    }
}
