import TaskExecutionsSchema
import Testing
import TypedSQL

/// The table of executions with something changed, and the lines in which a check has to report it.
struct ChangedTable: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let script: String
    let differences: [String]

    /// - Parameter change: What to replace in the script, and by what.
    private init(_ name: String, replacing change: KeyValuePairs<String, String>, _ differences: String...) {
        var script = (try? TaskExecutionsTable().migrationScript(for: .sqlite)) ?? ""
        for (old, new) in change {
            precondition(script.contains(old), "the script has no \(old)")
            // The first is in the table of executions, the others in its side tables.
            script = script.replacing(old, with: new, maxReplacements: 1)
        }
        self.init(name, script, differences)
    }

    /// - Parameter statements: What to run after the script.
    private init(_ name: String, running statements: String, _ differences: String...) {
        let script = (try? TaskExecutionsTable().migrationScript(for: .sqlite)) ?? ""
        self.init(name, script + statements, differences)
    }

    private init(_ name: String, _ script: String, _ differences: [String]) {
        testDescription = name
        self.script = script
        self.differences = differences
    }

    static let all = [
        ChangedTable(
            "a missing column", running: "alter table task_executions drop column output",
            "column output: is missing, expected text null"
        ),
        ChangedTable(
            "another type", replacing: [#""timeout_ms" integer"#: #""timeout_ms" real"#],
            "column timeout_ms: is real not null, expected integer not null"
        ),
        ChangedTable(
            "a column that may be null", replacing: [#""input" text NOT NULL"#: #""input" text"#],
            "column input: is text null, expected text not null"
        ),
        ChangedTable(
            "a column that may not be null", replacing: [#""output" text"#: #""output" text NOT NULL"#],
            "column output: is text not null, expected text null"
        ),
        ChangedTable(
            "a default",
            replacing: [#""retry_attempts" integer NOT NULL"#: #""retry_attempts" integer NOT NULL DEFAULT 0"#],
            "column retry_attempts: is integer not null default 0, expected integer not null"
        ),
        ChangedTable(
            "a column that is unique", replacing: [#""task_id" text NOT NULL"#: #""task_id" text NOT NULL UNIQUE"#],
            "column task_id: is text not null unique, expected text not null"
        ),
        ChangedTable(
            "keys that may be used again", replacing: ["PRIMARY KEY AUTOINCREMENT": "PRIMARY KEY"],
            "column id: is integer primary key not null, expected integer primary key autoincrement not null"
        ),
        ChangedTable(
            "a missing index", running: "drop index ix_task_executions_status_start_at",
            "index ix_task_executions_status_start_at: is missing, expected (start_at) where status = 'ready'"
        ),
        ChangedTable(
            "an index that is not unique",
            replacing: [
                #"UNIQUE INDEX "ix_task_executions_execution_id""#: #"INDEX "ix_task_executions_execution_id""#
            ],
            "index ix_task_executions_execution_id: is (execution_id), expected unique (execution_id)"
        ),
        ChangedTable(
            "an index on other columns",
            replacing: [#"("executor_id", "updated_at")"#: #"("executor_id", "created_at")"#],
            """
            index ix_task_executions_executor_id_npc_updated_at: is (executor_id, created_at) where \
            needs_promise_cancellation = 1, expected (executor_id, updated_at) where needs_promise_cancellation = 1
            """
        ),
        ChangedTable(
            "an index of other rows",
            replacing: [#"WHERE "close_status" = 'ready'"#: #"WHERE "close_status" = 'READY'"#],
            """
            index ix_task_executions_close_status_updated_at: is (updated_at) where close_status = 'READY', expected \
            (updated_at) where close_status = 'ready'
            """
        ),
        ChangedTable(
            "two differences",
            running: "drop index ix_task_executions_execution_id; "
                + "alter table task_executions drop column closed_at",
            "column closed_at: is missing, expected integer null",
            "index ix_task_executions_execution_id: is missing, expected unique (execution_id)"
        ),
    ]
}
