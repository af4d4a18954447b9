internal import CFloor
internal import DurableExecutionStorage
internal import Foundation
internal import TypedSQL

/// The executions of a workload, as the floor takes them.
final class FloorExecutions {
    private(set) var executions: [floor_execution] = []
    private var texts: [UnsafeMutablePointer<CChar>?] = []

    init(_ workload: Workload) {
        executions = zip(workload.executions, workload.outputs).map { execution, output in
            floor_execution(
                execution_id: copy(execution.executionID), task_id: copy(execution.taskID),
                input: copy(execution.input), output: copy(output), start_at: execution.startAt
            )
        }
    }

    deinit {
        for text in texts { free(text) }
    }

    private func copy(_ text: String) -> UnsafePointer<CChar>? {
        texts.append(strdup(text))
        return UnsafePointer(texts[texts.count - 1])
    }
}
