import DurableExecution

extension StorageConformance {
    static let textChecks: [Check] =
        [
            texts("empty texts", [""]),
            texts("blank texts and line ends", [" ", "\t", "\n", "\r\n", "a\r\nb\n\nc ", " leading and trailing "]),
            texts(
                "quotes, backslashes and what looks like SQL or a placeholder",
                [
                    "'", "\"", "`", "''", "\\", "\\\\", "\\n", "\\u0041", "%", "_", "?", "$1", ":name", "@name", "--",
                    ";", "/*",
                    "'; DROP TABLE task_executions; --", "\"; DROP TABLE task_executions; --", "{", "}", "[1,2]",
                    "</script>",
                ]),
            texts(
                "texts that look like something else",
                [
                    "null", "NULL", "nil", "0", "-1", "1.0", "1e3", "007", "true", "{}", "[]", "\"\"", "x'00'", "inf",
                    "NaN",
                ]),
            texts(
                "texts of every script, emoji and directions",
                [
                    "äöüß", "日本語", "한국어", "ไทย", "हिन्दी", "שלום עולם", "مرحبا بالعالم", "\u{202E}right to left\u{202C}",
                    "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪",
                    "\u{1F600}", "\u{10FFFF}", "\u{FEFF}byte order mark", "\u{200D}\u{200B}", "\u{FFFD}",
                    "\u{2028}\u{2029}",
                ]),
            texts("control characters", ["\u{1}\u{2}\u{7}\u{8}\u{B}\u{C}\u{1B}\u{1F}\u{7F}\u{85}\u{9F}"]),
            texts(
                "composed and decomposed characters as they were written", ["\u{E9}", "e\u{301}", "\u{212B}", "\u{C5}"]),
            texts(
                "texts of 1 MB",
                [
                    String(repeating: "x", count: 1_048_576), String(repeating: "\"ü\\🙂\n", count: 104_858),
                ]),
            texts("the character U+0000 in texts", ["\0", "before\0after", "\0\0end"], requires: .nulCharacters),
            distinctSpellings,
            caseAndBlanksMatter,
        ]

    /// Each text in every field that nobody searches, and the short ones in those that are searched too.
    private static func texts(_ name: String, _ texts: [String], requires capabilities: Capabilities = []) -> Check {
        roundTrip(name, requires: capabilities) {
            texts.enumerated().map { number, text in
                .fullSample("e\(number)") { execution in
                    execution.input = text
                    execution.runOutput = text
                    execution.output = text
                    execution.error?.message = text
                    if text.utf8.count > 1_000 { return }
                    execution.taskID = text
                    execution.executionID = "e\(number) \(text)"
                    execution.sleepingTaskUniqueID = "u\(number) \(text)"
                    execution.executorID = text
                    execution.root?.taskID = "r\(text)"
                    execution.root?.executionID = "r\(text)"
                    execution.parent?.taskID = "p\(text)"
                    execution.children = [
                        TaskExecutionReference(taskID: text, executionID: text),
                        TaskExecutionReference(taskID: text, executionID: "\(text) again"),
                    ]
                    execution.finalize = TaskExecutionReference(taskID: text, executionID: text)
                }
            }
        }
    }

    private static let distinctSpellings = Check("ids that look alike but are written differently are different ids") {
        storage in
        let spellings = ["caf\u{E9}", "cafe\u{301}"]
        let executions = spellings.map { spelling in
            TaskExecution.sleepingSample(spelling, uniqueID: spelling).changed { execution in
                execution.parent = .sample(spelling)
                execution.executorID = spelling
                execution.input = spelling
            }
        }
        try await storage.insert(executions)
        try await storage.expectStored(executions, "after the insert")
        let asleep = try await storage.get(sleepingTaskUniqueIDs: spellings)
        try expectExecutions(asleep, equals: executions, "get by unique id")
        let children = try await storage.children(ofExecutions: spellings)
        for (spelling, execution) in zip(spellings, executions) {
            let requirements = TaskExecutionRequirements(executorID: spelling)
            let found = try await storage.get(
                spellings.map { TaskExecutionLookup(executionID: $0, requirements: requirements) }
            )
            let present: [TaskExecution] = found.compactMap { $0 }
            try expectExecutions(present, equals: [execution], "get by id, filtered by executor")
            let claimed = try await storage.updateAndReturn(
                .ofExecutor(spelling, needsCancellation: false), limit: 10, update: .sample(updatedAt: 1_000)
            )
            try expectExecutions(claimed.executions, equals: [execution], "executions of one executor")
        }
        try expect(children.count, equals: 2, "number of results of children")
        for (found, execution) in zip(children, executions) {
            try expectExecutions(found, equals: [execution], "children of one parent")
        }
    }

    private static let caseAndBlanksMatter = Check("ids that differ in case or in blanks are different ids") {
        storage in
        let ids = ["id", "ID", "id ", " id", "i d", "id\n", ""]
        let executions = ids.map { id in
            TaskExecution.sleepingSample(id, uniqueID: id).changed { $0.executorID = id }
        }
        try await storage.insert(executions)
        try await storage.expectStored(executions, "after the insert")
        let asleep = try await storage.get(sleepingTaskUniqueIDs: ids)
        try expectExecutions(asleep, equals: executions, "get by unique id")
        for (id, execution) in zip(ids, executions) {
            let found = try await storage.updateAndReturn(
                .ofExecutor(id, needsCancellation: false), limit: 10, update: .sample(updatedAt: 1_000)
            )
            try expectExecutions(found.executions, equals: [execution], "executions of the executor “\(id)”")
        }
    }
}
