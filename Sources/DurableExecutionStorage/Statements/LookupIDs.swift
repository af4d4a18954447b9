internal import DurableExecution
internal import TypedSQL

/// The ids that a call looks up, in lists that can be looked up at once.
struct LookupIDs {
    let all: [String]
    /// A list can't carry the character U+0000, so an id with it goes alone.
    let groups: [[String]]

    init(_ ids: [String]) {
        all = ids
        if ids.isEmpty {
            groups = []
        } else if !ids.contains(where: \.containsNUL) {
            groups = [ids]
        } else {
            let inList = ids.filter { !$0.containsNUL }
            let alone = Set(ids.filter(\.containsNUL).map(ExactText.init)).map { [$0.string] }
            groups = inList.isEmpty ? alone : [inList] + alone
        }
    }

    var areOneStatement: Bool { groups.count == 1 }
}
