import ArgumentParser
import DurableExecutionStorage
import TypedSQL

/// The executions that a command works on: those that meet all conditions.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only of this task; can be repeated.", valueName: "task-id"))
    var task: [String] = []

    @Option(help: "Only with this status; can be repeated.")
    var status: [TaskExecutionStatus] = []

    @Option(help: ArgumentHelp("Only the descendants of this root.", valueName: "execution-id"))
    var root: String?

    @Option(help: ArgumentHelp("Only the children of this execution.", valueName: "execution-id"))
    var parent: String?

    @Option(
        help: ArgumentHelp(
            "Only those that this executor runs, or ran when they were cancelled.", valueName: "executor-id"))
    var executor: String?

    @Flag(inversion: .prefixedNo, help: "Only sleeping tasks, or only others.")
    var sleeping: Bool?

    @Flag(inversion: .prefixedNo, help: "Only finished executions, or only unfinished ones.")
    var finished: Bool?

    @Option(help: ArgumentHelp("A time in ISO 8601, or an age such as 15m, 12h, 7d.", valueName: "time"))
    var createdAfter: Moment?
    @Option(help: ArgumentHelp(valueName: "time"))
    var createdBefore: Moment?
    @Option(help: ArgumentHelp(valueName: "time"))
    var startedAfter: Moment?
    @Option(help: ArgumentHelp(valueName: "time"))
    var startedBefore: Moment?
    @Option(help: ArgumentHelp(valueName: "time"))
    var finishedAfter: Moment?
    @Option(help: ArgumentHelp(valueName: "time"))
    var finishedBefore: Moment?

    func filter(now: Int64) -> TaskExecutionFilter {
        var filter = TaskExecutionFilter()
        if !task.isEmpty { filter.taskIDs = task }
        if !status.isEmpty { filter.statuses = Set(status) }
        filter.rootExecutionID = root
        filter.parentExecutionID = parent
        filter.executorID = executor
        filter.isSleepingTask = sleeping
        filter.isFinished = finished
        filter.createdAt = range(createdAfter, createdBefore, now: now)
        filter.startedAt = range(startedAfter, startedBefore, now: now)
        filter.finishedAt = range(finishedAfter, finishedBefore, now: now)
        return filter
    }

    private func range(_ after: Moment?, _ before: Moment?, now: Int64) -> TaskExecutionTimeRange? {
        if after == nil, before == nil { return nil }
        return TaskExecutionTimeRange(
            from: after?.unixMilliseconds(now: now), until: before?.unixMilliseconds(now: now)
        )
    }
}
