internal import DurableExecution

extension [TaskExecution] {
    /// For each id the execution with this key, `nil` where there is none.
    consuming func ordered(by ids: [String], _ key: (borrowing TaskExecution) -> String) -> [TaskExecution?] {
        var ordered = [TaskExecution?](repeating: nil, count: ids.count)
        // Rows come by their keys, and keys made one after the other are asked for so, too.
        if count == ids.count, indices.allSatisfy({ ExactText(key(self[$0])) == ExactText(ids[$0]) }) {
            while let execution = popLast() { ordered[count] = execution }
            return ordered
        }
        var positions: [ExactText: Int] = [:]
        positions.reserveCapacity(ids.count)
        for (position, id) in ids.enumerated() { positions[ExactText(id)] = position }
        while let execution = popLast() {
            if let position = positions[ExactText(key(execution))] { ordered[position] = execution }
        }
        // An id that is there more than once.
        if positions.count < ids.count {
            for (position, id) in ids.enumerated() {
                ordered[position] = positions[ExactText(id)].flatMap { ordered[$0] }
            }
        }
        return ordered
    }
}
