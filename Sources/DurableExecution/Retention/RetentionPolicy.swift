/// For how long finished executions are kept.
///
/// The age of a tree of executions is the time since its topmost one finished. Trees that are not over as a whole are
/// always kept, however old they are.
public struct RetentionPolicy: Sendable, Hashable {
    /// For each status of the topmost execution the age from which its tree may go; a status that is missing is kept
    /// for ever.
    public var ages: [TaskExecutionStatus: Duration]
    /// How many of the last iterations of an unfinished loop are kept, at least 1, however old the others are; `nil` keeps
    /// all. They are deleted some at a time, so that for a while there may be twice as many.
    public var loopIterations: Int?

    /// The same age for every finished status.
    ///
    /// - Parameters:
    ///   - age: By default seven days.
    ///   - loopIterations: How many of the last iterations of an unfinished loop are kept; `nil` keeps all.
    public init(age: Duration = .seconds(7 * 24 * 60 * 60), loopIterations: Int? = 100) {
        self.init(
            ages: Dictionary(uniqueKeysWithValues: Self.statuses.map { ($0, age) }), loopIterations: loopIterations
        )
    }

    /// An age for each status.
    ///
    /// - Parameters:
    ///   - ages: What is missing is kept forever.
    ///   - loopIterations: How many of the last iterations of an unfinished loop are kept; `nil` keeps all.
    public init(ages: [TaskExecutionStatus: Duration], loopIterations: Int? = 100) {
        self.ages = ages
        self.loopIterations = loopIterations
    }

    /// Keeps everything forever.
    public static let off = RetentionPolicy(ages: [:], loopIterations: nil)

    /// For each status the time before which an execution has to have finished.
    func limits(now: Int64) -> [TaskExecutionStatus: Int64] {
        ages.filter { $0.key.isFinished }.mapValues { now.subtractingClamped(max($0, .zero).milliseconds) }
    }

    private static let statuses = TaskExecutionStatus.allCases.filter(\.isFinished)
}
