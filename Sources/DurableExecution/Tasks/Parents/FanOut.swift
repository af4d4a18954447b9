/// What the body of a parent task returns: an output, and the children that run now, side by side.
public struct FanOut<Output: Codable & Sendable>: Sendable {
    /// What a finalize gets besides the children.
    public var output: Output
    /// At most ``DurableExecutor/Configuration/maxChildren``; with none the parent goes on at once.
    public var children: [ChildTask]

    /// - Parameters:
    ///   - output: What a finalize gets besides the children.
    ///   - children: Made with ``DurableTask/child(_:retry:delay:timeout:)``, of any tasks.
    public init(_ output: Output, children: [ChildTask]) {
        self.output = output
        self.children = children
    }
}

extension FanOut<NoValue> {
    /// Children, and nothing else to say.
    public init(children: [ChildTask]) {
        self.init(NoValue(), children: children)
    }
}
