/// What a parent's body returned and what became of its children: what a finalize gets, and the output of a parent task
/// without one (reference: `DefaultParentTaskOutput`).
public struct ParentResult<Output: Codable & Sendable>: Codable, Sendable {
    /// What the parent's body returned.
    public var output: Output
    /// All children in the order in which the body returned them, those that failed included.
    public var children: [FinishedChild]

    /// For tests of a finalize.
    public init(output: Output, children: [FinishedChild]) {
        self.output = output
        self.children = children
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // The reference leaves out an output that is undefined.
        output = try NoValue() as? Output ?? container.decode(Output.self, forKey: .output)
        children = try container.decode([FinishedChild].self, forKey: .children)
    }

    /// The outputs of all the children that are executions of this task, in their order.
    ///
    /// - Throws: ``TaskExecutionError`` of the first of them that ended without an output; ``DurableExecutionError`` where an
    ///   output can't be decoded.
    public func outputs<ChildInput, ChildOutput>(
        of task: DurableTask<ChildInput, ChildOutput>
    ) throws -> [ChildOutput] {
        try children.filter { $0.taskID == task.id }.map { try $0.output(of: task) }
    }
}

extension ParentResult: PayloadReading {
    mutating func read(with payloads: TaskPayloads) {
        for index in children.indices { children[index].payloads = payloads }
    }
}

extension ParentResult: CompositePayload {
    func plainJSON(_ payloads: TaskPayloads) throws -> String {
        var text = #"{"children":["#
        for (index, child) in children.enumerated() {
            if index > 0 { text += "," }
            text += try child.plainJSON(payloads)
        }
        text += #"],"output":"#
        if let output = output as? EncodedPayload {
            text += try payloads.checkedJSON(output.text)
        } else {
            text += try payloads.codec.encode(output)
        }
        text += "}"
        return text
    }

    init(plainJSON text: String, _ payloads: TaskPayloads) throws {
        guard let members = JSONText.members(of: text), let list = members["children"],
            let children = JSONText.elements(of: list)
        else { throw TaskPayloadError("is not the result of a parent task") }
        if let nothing = NoValue() as? Output {
            output = nothing
        } else {
            output = try payloads.codec.decode(Output.self, from: members["output"] ?? "null")
        }
        self.children = try children.map { try FinishedChild(plainJSON: $0, payloads) }
    }
}
