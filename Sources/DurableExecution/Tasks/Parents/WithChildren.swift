/// What the body of a parent task returns: an output, and the children that run now, side by side.
public struct WithChildren<Output: Codable & Sendable>: Sendable {
    public var output: Output
    public var children: [ChildTask]

    public init(_ output: Output, children: [ChildTask]) {
        self.output = output
        self.children = children
    }
}

extension WithChildren<NoValue> {
    /// Children, and nothing else to say.
    public init(children: [ChildTask]) {
        self.init(NoValue(), children: children)
    }
}
