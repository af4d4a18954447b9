/// The table as the migrations of durable-execution for TypeScript make it.
enum ReferenceDefinition {
    static let script = """
        CREATE TABLE `task_executions` (
        \t`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
        \t`root_task_id` text,
        \t`root_execution_id` text,
        \t`parent_task_id` text,
        \t`parent_execution_id` text,
        \t`index_in_parent_children` integer,
        \t`is_only_child_of_parent` integer,
        \t`is_finalize_of_parent` integer,
        \t`task_id` text NOT NULL,
        \t`execution_id` text NOT NULL,
        \t`retry_options` text NOT NULL,
        \t`sleep_ms_before_run` integer NOT NULL,
        \t`timeout_ms` integer NOT NULL,
        \t`are_children_sequential` integer NOT NULL,
        \t`input` text NOT NULL,
        \t`executor_id` text,
        \t`is_sleeping_task` integer NOT NULL,
        \t`sleeping_task_unique_id` text,
        \t`status` text NOT NULL,
        \t`is_finished` integer NOT NULL,
        \t`run_output` text,
        \t`output` text,
        \t`error` text,
        \t`retry_attempts` integer NOT NULL,
        \t`start_at` integer NOT NULL,
        \t`started_at` integer,
        \t`expires_at` integer,
        \t`waiting_for_children_started_at` integer,
        \t`waiting_for_finalize_started_at` integer,
        \t`finished_at` integer,
        \t`children` text,
        \t`active_children_count` integer NOT NULL,
        \t`on_children_finished_processing_status` text NOT NULL,
        \t`on_children_finished_processing_expires_at` integer,
        \t`on_children_finished_processing_finished_at` integer,
        \t`finalize` text,
        \t`close_status` text NOT NULL,
        \t`close_expires_at` integer,
        \t`closed_at` integer,
        \t`needs_promise_cancellation` integer NOT NULL,
        \t`created_at` integer NOT NULL,
        \t`updated_at` integer NOT NULL
        );

        CREATE UNIQUE INDEX `ix_task_executions_execution_id` ON `task_executions` (`execution_id`);
        CREATE UNIQUE INDEX `ix_task_executions_sleeping_task_unique_id` ON `task_executions` (`sleeping_task_unique_id`);
        CREATE INDEX `ix_task_executions_status_start_at` ON `task_executions` (`status`,`start_at`);
        CREATE INDEX `ix_task_executions_status_ocfp_status_acc_updated_at` ON `task_executions` (`status`,`on_children_finished_processing_status`,`active_children_count`,`updated_at`);
        CREATE INDEX `ix_task_executions_close_status_updated_at` ON `task_executions` (`close_status`,`updated_at`);
        CREATE INDEX `ix_task_executions_status_is_sleeping_task_expires_at` ON `task_executions` (`status`,`is_sleeping_task`,`expires_at`);
        CREATE INDEX `ix_task_executions_on_ocfp_expires_at` ON `task_executions` (`on_children_finished_processing_expires_at`);
        CREATE INDEX `ix_task_executions_close_expires_at` ON `task_executions` (`close_expires_at`);
        CREATE INDEX `ix_task_executions_executor_id_npc_updated_at` ON `task_executions` (`executor_id`,`needs_promise_cancellation`,`updated_at`);
        CREATE INDEX `ix_task_executions_parent_execution_id_is_finished` ON `task_executions` (`parent_execution_id`,`is_finished`);
        CREATE INDEX `ix_task_executions_is_finished_close_status_updated_at` ON `task_executions` (`is_finished`,`close_status`,`updated_at`);
        """
}
