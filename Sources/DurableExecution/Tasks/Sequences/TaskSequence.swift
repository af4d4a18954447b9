/// Children that run one after the other.
struct TaskSequence: Sendable {
    /// The child that has just completed.
    struct FinishedStep: Sendable {
        /// Its place among the children, from 0.
        let index: Int
        /// The encoded input of the whole sequence.
        let input: String
        /// The encoded output of the child.
        let output: String
    }

    enum Next: Sendable {
        case child(ChildTask)
        /// The encoded output of the whole sequence.
        case output(String)
    }

    /// Whether the parent lists all its children and not only the latest; a loop may have very many.
    let listsAllChildren: Bool
    let next: @Sendable (FinishedStep, TaskPayloads) throws -> Next
}
