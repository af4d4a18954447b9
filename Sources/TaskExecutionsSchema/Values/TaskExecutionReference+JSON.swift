public import DurableExecution
public import TypedSQL

/// `{"taskId": "resize", "executionId": "te_…"}`
extension TaskExecutionReference: SQLJSON {
    public init(from json: inout JSONReader) throws(JSONError) {
        var taskID: String?
        var executionID: String?
        try json.object { key, json throws(JSONError) in
            switch key {
            case "taskId": taskID = try json.string()
            case "executionId": executionID = try json.string()
            default: try json.skip()
            }
        }
        guard let taskID else { throw json.error("a member “taskId”") }
        guard let executionID else { throw json.error("a member “executionId”") }
        self.init(taskID: taskID, executionID: executionID)
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("taskId") { $0.write(taskID) }
            json.member("executionId") { $0.write(executionID) }
        }
    }
}
