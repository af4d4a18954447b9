/// The ids of rows in the order of their insertion, in which a list goes on from any place.
struct RowOrder: Sendable {
    private var rowIds: [Int] = []
    private var deletedCount = 0

    /// - Parameter rowId: Greater than all before.
    mutating func append(_ rowId: Int) { rowIds.append(rowId) }

    /// Notes that a row is gone; its id stays until there are as many that are gone as others.
    mutating func delete(isThere: (Int) -> Bool) {
        deletedCount += 1
        if deletedCount * 2 <= rowIds.count { return }
        rowIds.removeAll { !isThere($0) }
        deletedCount = 0
    }

    func ascending(after rowId: Int?) -> ArraySlice<Int> {
        rowIds[firstIndex(notBelow: rowId.map { $0 + 1 } ?? .min)...]
    }

    func descending(before rowId: Int?) -> ReversedCollection<ArraySlice<Int>> {
        rowIds[..<firstIndex(notBelow: rowId ?? .max)].reversed()
    }

    private func firstIndex(notBelow rowId: Int) -> Int {
        var low = 0
        var high = rowIds.count
        while low < high {
            let middle = (low + high) / 2
            if rowIds[middle] < rowId { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
