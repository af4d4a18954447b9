/// Where a row stands in an order: by a time, and among equal times by when it was inserted.
struct OrderedPosition: Sendable, Hashable, Comparable {
    var time: Int64
    var rowID: Int

    static func < (left: OrderedPosition, right: OrderedPosition) -> Bool {
        left.time == right.time ? left.rowID < right.rowID : left.time < right.time
    }
}

/// Positions in ascending order, kept in chunks so that a change moves only a few of them.
struct OrderedPositions: Sendable {
    private static let largestChunk = 512

    /// None of them is empty.
    private var chunks: [[OrderedPosition]] = []

    var isEmpty: Bool { chunks.isEmpty }

    mutating func insert(_ position: OrderedPosition) {
        guard !chunks.isEmpty else {
            chunks.append([position])
            return
        }
        let chunk = min(chunkIndex(of: position), chunks.count - 1)
        let index = chunks[chunk].partitioningIndex { !($0 < position) }
        chunks[chunk].insert(position, at: index)
        if chunks[chunk].count > Self.largestChunk {
            let half = Self.largestChunk / 2
            let upper = Array(chunks[chunk][half...])
            chunks[chunk].removeSubrange(half...)
            chunks.insert(upper, at: chunk + 1)
        }
    }

    mutating func remove(_ position: OrderedPosition) {
        let chunk = chunkIndex(of: position)
        guard chunk < chunks.count else { return }
        let index = chunks[chunk].partitioningIndex { !($0 < position) }
        guard index < chunks[chunk].count, chunks[chunk][index] == position else { return }
        chunks[chunk].remove(at: index)
        if chunks[chunk].isEmpty {
            chunks.remove(at: chunk)
        }
    }

    /// The row ids of the first `limit` positions whose time is before `timeLimit`; no time limit where it is `nil`.
    func first(_ limit: Int, before timeLimit: Int64?) -> [Int] {
        var rowIDs: [Int] = []
        for chunk in chunks {
            for position in chunk {
                if rowIDs.count >= limit { return rowIDs }
                if let timeLimit, position.time >= timeLimit { return rowIDs }
                rowIDs.append(position.rowID)
            }
        }
        return rowIDs
    }

    /// The first chunk that ends at or after the position; the number of chunks where there is none.
    private func chunkIndex(of position: OrderedPosition) -> Int {
        chunks.partitioningIndex { chunk in !(chunk[chunk.count - 1] < position) }
    }
}

extension Array {
    /// The first index whose element belongs to the second part, in an array whose elements that do come last.
    fileprivate func partitioningIndex(where belongsInSecondPart: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if belongsInSecondPart(self[middle]) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
