/// The ids of rows in the order of their insertion, in which a list goes on from any place.
struct RowOrder: Sendable {
    private var rowIDs: [Int] = []
    private var deletedCount = 0

    /// - Parameter rowID: Greater than all before.
    mutating func append(_ rowID: Int) { rowIDs.append(rowID) }

    /// Notes that a row is gone; its id stays until there are as many that are gone as others.
    mutating func delete(isThere: (Int) -> Bool) {
        deletedCount += 1
        if deletedCount * 2 <= rowIDs.count { return }
        rowIDs.removeAll { !isThere($0) }
        deletedCount = 0
    }

    func ascending(after rowID: Int?) -> ArraySlice<Int> {
        rowIDs[firstIndex(notBelow: rowID.map { $0 + 1 } ?? .min)...]
    }

    func descending(before rowID: Int?) -> ReversedCollection<ArraySlice<Int>> {
        rowIDs[..<firstIndex(notBelow: rowID ?? .max)].reversed()
    }

    private func firstIndex(notBelow rowID: Int) -> Int {
        var low = 0
        var high = rowIDs.count
        while low < high {
            let middle = (low + high) / 2
            if rowIDs[middle] < rowID { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
