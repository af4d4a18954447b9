public import DurableExecution
public import TypedSQL

/// `{"taskId": "resize", "executionId": "te_…"}`
extension TaskExecutionReference: SQLJSON {
    public init(from json: inout JSONReader) throws(JSONError) {
        var taskId: String?
        var executionId: String?
        try json.object { key, json throws(JSONError) in
            switch key {
            case "taskId": taskId = try json.string()
            case "executionId": executionId = try json.string()
            default: try json.skip()
            }
        }
        guard let taskId else { throw json.error("a member “taskId”") }
        guard let executionId else { throw json.error("a member “executionId”") }
        self.init(taskId: taskId, executionId: executionId)
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("taskId") { $0.write(taskId) }
            json.member("executionId") { $0.write(executionId) }
        }
    }
}
