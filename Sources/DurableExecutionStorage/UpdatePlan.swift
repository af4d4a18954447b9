internal import DurableExecution

/// How the requests of a call are carried out where it is to be known of each whether it changed something.
struct UpdatePlan {
    /// Requests by their positions, those that one statement carries out together, in the order of their ids.
    private(set) var groups: [[Int]] = []
    /// The other requests, in their order.
    private(set) var singly: [Int] = []
    /// Whether it takes one statement, which is atomic by itself.
    let isOneStatement: Bool

    /// - Parameter returnsWhileUpdating: Whether a statement that makes different changes says at no cost of which rows.
    init(_ requests: [TaskExecutionUpdateRequest], returnsWhileUpdating: Bool) {
        if returnsWhileUpdating, requests.count > 1, Self.areDifferent(requests) {
            for members in Self.groups(of: requests) {
                if members.count == 1 || !requests[members[0]].children.isEmpty || requests[members[0]].skipsLocked {
                    singly += members
                } else {
                    groups.append(requests.inOrderOfIDs(members))
                }
            }
            singly.sort()
        } else {
            singly = Array(requests.indices)
        }
        isOneStatement = groups.count == 1 && singly.isEmpty
    }

    /// Several requests, those that one statement carries out together, where the order does not matter and nothing is inserted.
    static func statements(for requests: [TaskExecutionUpdateRequest]) -> [[TaskExecutionUpdateRequest]]? {
        if requests.count < 2 { return nil }
        let groups = groups(of: requests)
        if groups.contains(where: { !requests[$0[0]].children.isEmpty }) { return nil }
        if groups.count == 1 { return [requests] }
        if !areDifferent(requests) { return nil }
        return groups.map { $0.map { requests[$0] } }
    }

    /// Whether each is for another execution, so that their order does not matter.
    private static func areDifferent(_ requests: [TaskExecutionUpdateRequest]) -> Bool {
        var ids = Set<ExactText>(minimumCapacity: requests.count)
        return requests.allSatisfy { ids.insert(ExactText($0.executionID)).inserted }
    }

    /// Those of one shape together, in the order of the first of each.
    private static func groups(of requests: [TaskExecutionUpdateRequest]) -> [[Int]] {
        var groups: [[Int]] = []
        var numbers: [Shape: Int] = [:]
        var latest: (shape: Shape, number: Int)?
        for position in requests.indices {
            let shape = Shape(requests[position])
            // Most requests that come together do the same.
            let number = latest?.shape == shape ? latest?.number : numbers[shape]
            if let number {
                groups[number].append(position)
            } else {
                numbers[shape] = groups.count
                groups.append([position])
            }
            latest = (shape, number ?? groups.count - 1)
        }
        return groups
    }

    /// What the requests of a group have in common.
    private struct Shape: Hashable {
        let statement: StatementShape
        let insertsChildren: Bool

        init(_ request: TaskExecutionUpdateRequest) {
            statement = .of(request)
            insertsChildren = !request.children.isEmpty
        }
    }
}

extension [TaskExecutionUpdateRequest] {
    /// The positions in the order of the ids: rows are always locked in it, so that two who change the same executions do not
    /// wait for each other.
    func inOrderOfIDs(_ positions: some Sequence<Int>) -> [Int] {
        positions.sorted { (self[$0].executionID, $0) < (self[$1].executionID, $1) }
    }
}
