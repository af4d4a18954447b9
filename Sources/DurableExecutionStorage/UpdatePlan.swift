internal import DurableExecution

/// How the requests of a call are carried out with few statements.
struct UpdatePlan {
    /// What all requests have in common; one statement carries them all out.
    private(set) var common: CommonUpdate?
    /// Requests by their positions, those that one statement carries out together, in the order of their ids.
    private(set) var groups: [[Int]] = []
    /// The other requests, in their order.
    private(set) var singly: [Int] = []
    /// Whether it takes one statement, which is atomic by itself.
    let isOneStatement: Bool

    /// - Parameter joinsInputs: Whether one statement can make different changes of different rows.
    init(_ requests: [TaskExecutionUpdateRequest], joinsInputs: Bool) {
        if !joinsInputs { common = CommonUpdate(ofDistinct: requests) }
        if joinsInputs, requests.count > 1, Self.areDifferent(requests) {
            (groups, singly) = Self.grouped(requests)
        } else if common == nil {
            singly = Array(requests.indices)
        }
        isOneStatement =
            common != nil || (groups.count == 1 && singly.isEmpty)
            || (groups.isEmpty && requests.count == 1 && requests[0].children.isEmpty)
    }

    /// Whether each is for another execution, so that their order does not matter.
    private static func areDifferent(_ requests: [TaskExecutionUpdateRequest]) -> Bool {
        var ids = Set<ExactText>(minimumCapacity: requests.count)
        return requests.allSatisfy { ids.insert(ExactText($0.executionId)).inserted }
    }

    /// Those of one shape together.
    private static func grouped(_ requests: [TaskExecutionUpdateRequest]) -> (groups: [[Int]], singly: [Int]) {
        var positions: [StatementShape: [Int]] = [:]
        var singly: [Int] = []
        for (position, request) in requests.enumerated() {
            if request.children.isEmpty {
                positions[.of(request.update, request.filters), default: []].append(position)
            } else {
                singly.append(position)
            }
        }
        var groups: [[Int]] = []
        for members in positions.values {
            if members.count == 1 { singly += members } else { groups.append(requests.inOrderOfIds(members)) }
        }
        return (groups.sorted { $0[0] < $1[0] }, singly.sorted())
    }
}

extension [TaskExecutionUpdateRequest] {
    /// The positions in the order of the ids: rows are always locked in it, so that two who change the same executions do not
    /// wait for each other.
    func inOrderOfIds(_ positions: some Sequence<Int>) -> [Int] {
        positions.sorted { (self[$0].executionId, $0) < (self[$1].executionId, $1) }
    }
}
