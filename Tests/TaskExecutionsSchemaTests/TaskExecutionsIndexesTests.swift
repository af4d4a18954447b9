import TaskExecutionsSchema
import Testing
import TypedSQL

@Suite struct TaskExecutionsIndexesTests {
    @Test func theIndexesOfTheReferenceHoldEveryRow() throws {
        #expect(
            try indexes(.reference, for: .sqlite) == [
                "execution_id unique (execution_id)",
                "sleeping_task_unique_id unique (sleeping_task_unique_id)",
                "status_start_at (status, start_at)",
                """
                status_ocfp_status_acc_updated_at (status, on_children_finished_processing_status, \
                active_children_count, updated_at)
                """,
                "close_status_updated_at (close_status, updated_at)",
                "status_is_sleeping_task_expires_at (status, is_sleeping_task, expires_at)",
                "on_ocfp_expires_at (on_children_finished_processing_expires_at)",
                "close_expires_at (close_expires_at)",
                "executor_id_npc_updated_at (executor_id, needs_promise_cancellation, updated_at)",
                "parent_execution_id_is_finished (parent_execution_id, is_finished)",
                "is_finished_close_status_updated_at (is_finished, close_status, updated_at)",
            ]
        )
        #expect(try indexes(.reference, for: .postgresql) == indexes(.reference, for: .sqlite))
    }

    @Test func theLeanIndexesHoldOnlyTheRowsThatCanStillBeWanted() throws {
        #expect(try indexes(.lean, for: .sqlite) == lean(true: "1"))
    }

    @Test func postgreSQLHasTheSameLeanIndexesWithBooleansOfItsOwnAndTheKeyBehindEachTime() throws {
        #expect(try indexes(.lean, for: .postgresql) == lean(true: "true", key: ", id"))
    }

    @Test func bothProfilesHaveTheSameNamesAndTheSameUniqueColumns() {
        let lean = TaskExecutionsTable(indexes: .lean).indexes
        let reference = TaskExecutionsTable(indexes: .reference).indexes
        #expect(lean.map(\.name) == reference.map(\.name))
        #expect(lean.map(\.isUnique) == reference.map(\.isUnique))
        for (lean, reference) in zip(lean, reference) where lean.isUnique {
            #expect(lean.columns.map(\.description) == reference.columns.map(\.description))
        }
    }

    @Test func leanIndexesAreTheDefault() {
        #expect(TaskExecutionsTable().indexProfile == .lean)
    }

    /// The indexes without the prefix that their names have in common.
    private func indexes(
        _ profile: TaskExecutionsIndexProfile, for dialect: some SQLDialect
    ) throws -> [String] {
        try TaskExecutionsTable("t", indexes: profile).description(for: dialect).indexes.map {
            #expect($0.name.hasPrefix("ix_t_"))
            return "\($0.name.dropFirst("ix_t_".count)) \($0.summary)"
        }
    }

    private func lean(true: String, key: String = "") -> [String] {
        [
            "execution_id unique (execution_id)",
            "sleeping_task_unique_id unique (sleeping_task_unique_id) where sleeping_task_unique_id is not null",
            "status_start_at (start_at\(key)) where status = 'ready'",
            """
            status_ocfp_status_acc_updated_at (updated_at\(key)) where ( status = 'waiting_for_children' and \
            on_children_finished_processing_status = 'idle' and active_children_count = 0 )
            """,
            "close_status_updated_at (updated_at\(key)) where close_status = 'ready'",
            "status_is_sleeping_task_expires_at (status, is_sleeping_task, expires_at\(key)) where expires_at is not null",
            """
            on_ocfp_expires_at (on_children_finished_processing_expires_at\(key)) where \
            on_children_finished_processing_expires_at is not null
            """,
            "close_expires_at (close_expires_at\(key)) where close_expires_at is not null",
            "executor_id_npc_updated_at (executor_id, updated_at\(key)) where needs_promise_cancellation = \(`true`)",
            """
            parent_execution_id_is_finished (parent_execution_id, is_finished) where parent_execution_id is not null
            """,
            """
            is_finished_close_status_updated_at (updated_at\(key)) where ( is_finished = \(`true`) and close_status = 'idle' )
            """,
        ]
    }
}
