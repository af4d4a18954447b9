import DurableExecution

/// A storage with one mistake that the conformance suite must find.
struct BrokenStorage: Sendable, CustomStringConvertible {
    var description: String
    var make: @Sendable (InMemoryTaskExecutionsStorage) -> any TaskExecutionsStorage

    static let all: [BrokenStorage] = [
        BrokenStorage(description: "ignores the limit") { IgnoresLimit(base: $0) },
        BrokenStorage(description: "treats a negative limit as none") { TreatsNegativeLimitAsNone(base: $0) },
        BrokenStorage(description: "returns selected rows in reverse") { ReturnsSelectedRowsInReverse(base: $0) },
        BrokenStorage(description: "returns rows as they were before") { ReturnsRowsAsTheyWereBefore(base: $0) },
        BrokenStorage(description: "selects only the usual statuses") { SelectsOnlyUsualStatuses(base: $0) },
        BrokenStorage(description: "selects what is exactly at the time limit") { SelectsAtTimeLimit(base: $0) },
        BrokenStorage(description: "claims the same row twice under concurrency") { InterleavingStorage(base: $0) },
        BrokenStorage(description: "loses unsets") { LosesUnsets(base: $0) },
        BrokenStorage(description: "ignores the sleeping filter of get") { IgnoresSleepingFilter(base: $0) },
        BrokenStorage(description: "ignores the executor filter of update") { IgnoresExecutorFilter(base: $0) },
        BrokenStorage(description: "stops at the first request that fails") { StopsAtFirstFailure(base: $0) },
        BrokenStorage(description: "keeps the update whose children failed") {
            KeepsUpdateWhoseChildrenFailed(base: $0)
        },
        BrokenStorage(description: "inserts one by one") { InsertsOneByOne(base: $0) },
        BrokenStorage(description: "can't insert more than 1,800 at once") { InsertsAtMost1800(base: $0) },
        BrokenStorage(description: "throws its own error for a taken id") { ThrowsItsOwnError(base: $0) },
        BrokenStorage(description: "decrements each parent by one") { DecrementsEachParentByOne(base: $0) },
        BrokenStorage(description: "lets the count of children fall below 0") { DecrementsBelowZero(base: $0) },
        BrokenStorage(description: "returns results in the order of the ids") { ReturnsResultsInOrderOfIds(base: $0) },
        BrokenStorage(description: "answers an id only once") { AnswersAnIdOnlyOnce(base: $0) },
        BrokenStorage(description: "reads empty texts as absent") { ReadsEmptyTextsAsAbsent(base: $0) },
        BrokenStorage(description: "reads times of 0 as absent") { ReadsZeroAsAbsent(base: $0) },
        BrokenStorage(description: "reads what it has read before") { ReadsFromCache(base: $0) },
        BrokenStorage(description: "takes two spellings for the same id") { ComparesTextsAsCharacters(base: $0) },
        BrokenStorage(description: "returns children in the order of their insertion") {
            LosesIndexOfChildren(base: $0)
        },
        BrokenStorage(description: "updates all children") { UpdatesAllChildren(base: $0) },
        BrokenStorage(description: "deletes nothing") { DeletesNothing(base: $0) },
    ]
}
