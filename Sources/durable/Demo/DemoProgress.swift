/// How far a run is.
struct DemoProgress: Sendable, Hashable {
    /// The files that have executions.
    var total = 0
    /// The executions that have ended, in any way.
    var finished = 0

    var isFinished: Bool { finished >= total }
}
