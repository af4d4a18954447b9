/// For how long finished executions are kept.
///
/// The age of a tree of executions is the time since its topmost one finished. Trees that are not over as a whole are
/// always kept, however old they are.
public struct RetentionPolicy: Sendable, Hashable {
    /// For each status of the topmost execution the age from which its tree may go; a status that is missing is kept
    /// for ever.
    public var ages: [TaskExecutionStatus: Duration]

    /// The same age for every finished status.
    public init(age: Duration = .seconds(7 * 24 * 60 * 60)) {
        self.init(ages: Dictionary(uniqueKeysWithValues: Self.statuses.map { ($0, age) }))
    }

    public init(ages: [TaskExecutionStatus: Duration]) { self.ages = ages }

    /// Keeps everything for ever.
    public static let off = RetentionPolicy(ages: [:])

    /// For each status the time before which an execution has to have finished.
    func limits(now: Int64) -> [TaskExecutionStatus: Int64] {
        ages.filter { $0.key.isFinished }.mapValues { now.subtractingClamped(max($0, .zero).milliseconds) }
    }

    private static let statuses = TaskExecutionStatus.allCases.filter(\.isFinished)
}
