/// Before or after one of the calls by which an executor changes the storage.
struct StorageCrashPoint: Hashable, Sendable {
    enum Operation: String, CaseIterable {
        case insert, get, children, updateChildren
        case claim, takeParents, close, cancellations
        case recoverRuns, recoverProcessing, recoverClosing, endSleeping
        case closePreparation
        case end, insertChildren
    }

    enum Moment: String, CaseIterable {
        case before, after
    }

    var operation: Operation
    var moment: Moment
    /// How many such calls come first.
    var skipped: Int
}
