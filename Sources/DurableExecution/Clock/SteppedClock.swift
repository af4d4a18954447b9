/// A clock that somebody moves by hand: it moves on from one planned moment to the next, when all that is due has been done.
package protocol SteppedClock: DurableClock {
    /// From now on the clock waits for this one, for as long as it lives.
    func join(_ worker: any ClockedWorker)

    /// Something is to be done at an uptime.
    func plan(atUptime time: Int64)
}

/// Who works by a clock.
package protocol ClockedWorker: AnyObject, Sendable {
    var activity: ClockedActivity { get }
}

/// What somebody who works by a clock is doing.
package struct ClockedActivity: Sendable, Equatable {
    /// How much runs, or is about to, that the clock has to wait for.
    package var work = 0
    /// Grows with everything that is done.
    package var count = 0
    /// Grows with everything that bodies do.
    package var bodyCount = 0
    /// Bodies that have begun and not returned.
    package var bodies = 0

    package init() {}

    package static func += (left: inout ClockedActivity, right: ClockedActivity) {
        left.work += right.work
        left.count += right.count
        left.bodyCount += right.bodyCount
        left.bodies += right.bodies
    }
}
