extension ExecutorCore {
    /// A new execution of a task with an input: at the top of a tree, or a child of an execution.
    ///
    /// - Parameter traceContext: Of who enqueues it; by default the span that is active now.
    /// - Throws: ``DurableExecutionError`` where the task is not registered here, an option is out of its range, or the input
    ///   can't be encoded or is too large.
    func newExecution(
        of child: ChildTask, root: TaskExecutionReference? = nil, parent: ParentTaskExecutionReference? = nil,
        traceContext: [String: String]? = nil
    ) throws(DurableExecutionError) -> TaskExecution {
        let task = try tasks.registered(child.signature)
        var options = task.options
        if child.retry != nil || child.delay != nil || child.timeout != nil {
            options = options.overridden(retry: child.retry, delay: child.delay, timeout: child.timeout)
            try options.validate(taskID: child.taskID)
        }
        let sleepingTaskID = task.isSleeping ? child.sleepingTaskID : nil
        try sleepingTaskID?.validate(taskID: child.taskID)
        let executionID = identifiers.executionID()
        let context = TaskPayloadContext(taskID: child.taskID, executionID: executionID, kind: .input)
        return TaskExecution(
            root: root,
            parent: parent,
            taskID: child.taskID,
            executionID: executionID,
            sleepingTaskUniqueID: sleepingTaskID?.value,
            retryPolicy: options.retry,
            delayMs: options.delay.milliseconds,
            timeoutMs: options.timeout.milliseconds,
            areChildrenSequential: task.areChildrenSequential,
            input: try payloads.seal(try child.encodedInput(payloads), for: context, child.inputLimit),
            traceContext: traceContext ?? tracing?.currentContext ?? [:],
            now: clock.now
        )
    }

    /// The new children of a parent, the first with this index there; enqueued by its run, of which `earlier` children may
    /// tell.
    func newChildren(
        _ children: [ChildTask], of parent: TaskExecution, firstIndex: Int = 0, isFinalize: Bool = false,
        after earlier: [TaskExecution]? = nil
    ) throws(DurableExecutionError) -> [TaskExecution] {
        guard children.count <= configuration.maxChildren else {
            throw DurableExecutionError(
                .invalidOption,
                """
                a run of the task “\(parent.taskID)” returned \(children.count) children and \(configuration.maxChildren) \
                are allowed; give the children children of their own, or raise the limit in the executor's configuration
                """
            )
        }
        let root = parent.root ?? parent.reference
        let traceContext = earlier.map { $0.first?.traceContext ?? parent.traceContext }
        var executions: [TaskExecution] = []
        executions.reserveCapacity(children.count)
        for (offset, child) in children.enumerated() {
            let reference = ParentTaskExecutionReference(
                taskID: parent.taskID, executionID: parent.executionID, indexInParentChildren: firstIndex + offset,
                isOnlyChildOfParent: children.count == 1 && !parent.areChildrenSequential,
                isFinalizeOfParent: isFinalize
            )
            executions.append(try newExecution(of: child, root: root, parent: reference, traceContext: traceContext))
        }
        return executions
    }
}

extension TaskExecution {
    var reference: TaskExecutionReference {
        TaskExecutionReference(taskID: taskID, executionID: executionID)
    }
}

extension RegisteredTask {
    /// The steps of a sequence after the first.
    var stepsToCome: [TaskExecutionReference] {
        if case .sequence(let sequence) = continuation { sequence.stepsToCome } else { [] }
    }

    var areChildrenSequential: Bool {
        if case .sequence = continuation { true } else { false }
    }
}
