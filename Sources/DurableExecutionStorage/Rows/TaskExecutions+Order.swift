internal import DurableExecution

extension [TaskExecution] {
    /// For each id the execution with this key, `nil` where there is none.
    func ordered(by ids: [String], _ key: (borrowing TaskExecution) -> String) -> [TaskExecution?] {
        // Rows come by their keys, and keys made one after the other are asked for so, too.
        if count == ids.count, indices.allSatisfy({ ExactText(key(self[$0])) == ExactText(ids[$0]) }) {
            return map(Optional.some)
        }
        var positions: [ExactText: Int] = [:]
        positions.reserveCapacity(count)
        for position in indices { positions[ExactText(key(self[position]))] = position }
        return ids.map { id in positions[ExactText(id)].map { self[$0] } }
    }
}
