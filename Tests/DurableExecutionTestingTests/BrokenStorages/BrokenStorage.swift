import DurableExecution

/// A storage with one mistake that the conformance suite must find.
struct BrokenStorage: Sendable, CustomStringConvertible {
    var description: String
    /// The name of the check whose business the mistake is.
    var check: String
    var make: @Sendable (InMemoryTaskExecutionsStorage) -> any TaskExecutionsStorage

    init(
        _ description: String,
        foundBy check: String,
        _ make: @escaping @Sendable (InMemoryTaskExecutionsStorage) -> any TaskExecutionsStorage
    ) {
        self.description = description
        self.check = check
        self.make = make
    }

    static let all = brokenSelections + brokenWrites + brokenReads

    private static let brokenSelections: [BrokenStorage] = [
        BrokenStorage(
            "ignores the limit",
            foundBy: "finished selects the first executions where there are more than the limit"
        ) { IgnoresLimit(base: $0) },
        BrokenStorage(
            "treats a negative limit as none", foundBy: "startable counts the executions that it changes"
        ) { TreatsNegativeLimitAsNone(base: $0) },
        BrokenStorage(
            "returns selected rows in reverse",
            foundBy: "closing selects exactly the executions that match, the oldest first"
        ) { ReturnsSelectedRowsInReverse(base: $0) },
        BrokenStorage(
            "returns rows as they were before",
            foundBy: "ofExecutor returns executions as they stand after the update"
        ) { ReturnsRowsAsTheyWereBefore(base: $0) },
        BrokenStorage(
            "selects only the usual statuses",
            foundBy: "closing selects exactly the executions that match, the oldest first"
        ) { SelectsOnlyUsualStatuses(base: $0) },
        BrokenStorage(
            "selects what is exactly at the time limit",
            foundBy: "closingExpired counts the executions that it changes"
        ) { SelectsAtTimeLimit(base: $0) },
        BrokenStorage(
            "claims the same row twice under concurrency",
            foundBy: "64 concurrent claimers claim each of 2,000 executions exactly once"
        ) { InterleavingStorage(base: $0) },
        BrokenStorage(
            "decrements each parent by one",
            foundBy: "a parent's count of active children falls by the number of its children that were changed"
        ) { DecrementsEachParentByOne(base: $0) },
        BrokenStorage(
            "lets the count of children fall below 0", foundBy: "the count of active children never falls below 0"
        ) { DecrementsBelowZero(base: $0) },
    ]

    private static let brokenWrites: [BrokenStorage] = [
        BrokenStorage(
            "loses unsets",
            foundBy: "every operation with an update unsets closeExpiresAt and changes nothing else"
        ) { LosesUnsets(base: $0) },
        BrokenStorage(
            "ignores the executor filter of update",
            foundBy: "update respects every filter, alone and combined with others"
        ) { IgnoresExecutorFilter(base: $0) },
        BrokenStorage(
            "stops at the first request that fails",
            foundBy: "update undoes a request whose child's id is taken, and carries out the others"
        ) { StopsAtFirstFailure(base: $0) },
        BrokenStorage(
            "keeps the update whose children failed",
            foundBy: "update undoes a request whose child's id is taken, and carries out the others"
        ) { KeepsUpdateWhoseChildrenFailed(base: $0) },
        BrokenStorage(
            "inserts one by one",
            foundBy: "insert throws for an execution id that is stored, and stores nothing of the call"
        ) { InsertsOneByOne(base: $0) },
        BrokenStorage(
            "can't insert more than 1,800 at once", foundBy: "insert takes 20,000 executions in one call"
        ) { InsertsAtMost1800(base: $0) },
        BrokenStorage(
            "throws its own error for a taken id",
            foundBy: "insert throws where both ids are taken, for either of them"
        ) { ThrowsItsOwnError(base: $0) },
        BrokenStorage(
            "takes two spellings for the same id",
            foundBy: "ids that look alike but are written differently are different ids"
        ) { ComparesTextsAsCharacters(base: $0) },
        BrokenStorage(
            "updates all children",
            foundBy: "updateChildren changes the children that are finished, or that are not, and no others"
        ) { UpdatesAllChildren(base: $0) },
        BrokenStorage(
            "deletes nothing", foundBy: "delete takes one execution out of every operation's sight"
        ) { DeletesNothing(base: $0) },
    ]

    private static let brokenReads: [BrokenStorage] = [
        BrokenStorage(
            "ignores the sleeping filter of get",
            foundBy: "get by id respects every filter, alone and combined with others"
        ) { IgnoresSleepingFilter(base: $0) },
        BrokenStorage(
            "returns results in the order of the ids",
            foundBy: "get by id returns results in the order of the lookups, with nothing for ids that are not there"
        ) { ReturnsResultsInOrderOfIDs(base: $0) },
        BrokenStorage(
            "answers an id only once",
            foundBy: "get by unique id returns results in the order of the ids, as often as they come"
        ) { AnswersAnIDOnlyOnce(base: $0) },
        BrokenStorage("reads empty texts as absent", foundBy: "a storage gives back empty texts") {
            ReadsEmptyTextsAsAbsent(base: $0)
        },
        BrokenStorage(
            "reads times of 0 as absent",
            foundBy: "a storage gives back times of 0, before 1970 and as far away as can be"
        ) { ReadsZeroAsAbsent(base: $0) },
        BrokenStorage(
            "reads what it has read before",
            foundBy: "300 random operations do what the model of a storage does, sequence 1"
        ) { ReadsFromCache(base: $0) },
        BrokenStorage(
            "returns children in the order of their ids",
            foundBy: "children come in the order of their index, and of their insertion where that is equal"
        ) { ReturnsChildrenInOrderOfIDs(base: $0) },
    ]
}
