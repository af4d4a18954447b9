CREATE TABLE "task_executions" (
    "id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    "root_task_id" text,
    "root_execution_id" text,
    "parent_task_id" text,
    "parent_execution_id" text,
    "index_in_parent_children" integer,
    "is_only_child_of_parent" boolean,
    "is_finalize_of_parent" boolean,
    "task_id" text NOT NULL,
    "execution_id" text NOT NULL,
    "retry_options" json NOT NULL,
    "sleep_ms_before_run" bigint NOT NULL,
    "timeout_ms" bigint NOT NULL,
    "are_children_sequential" boolean NOT NULL,
    "input" text NOT NULL,
    "executor_id" text,
    "is_sleeping_task" boolean NOT NULL,
    "sleeping_task_unique_id" text,
    "status" text NOT NULL,
    "is_finished" boolean NOT NULL,
    "run_output" text,
    "output" text,
    "error" json,
    "retry_attempts" integer NOT NULL,
    "start_at" bigint NOT NULL,
    "started_at" bigint,
    "expires_at" bigint,
    "waiting_for_children_started_at" bigint,
    "waiting_for_finalize_started_at" bigint,
    "finished_at" bigint,
    "children" json,
    "active_children_count" integer NOT NULL,
    "on_children_finished_processing_status" text NOT NULL,
    "on_children_finished_processing_expires_at" bigint,
    "on_children_finished_processing_finished_at" bigint,
    "finalize" json,
    "close_status" text NOT NULL,
    "close_expires_at" bigint,
    "closed_at" bigint,
    "needs_promise_cancellation" boolean NOT NULL,
    "created_at" bigint NOT NULL,
    "updated_at" bigint NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_limit = 2000, autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.02);
CREATE UNIQUE INDEX "ix_task_executions_execution_id" ON "task_executions" ("execution_id");
CREATE UNIQUE INDEX "ix_task_executions_sleeping_task_unique_id" ON "task_executions" ("sleeping_task_unique_id") WHERE "sleeping_task_unique_id" is not null;
CREATE INDEX "ix_task_executions_status_start_at" ON "task_executions" ("start_at", "id") WHERE "status" = 'ready';
CREATE INDEX "ix_task_executions_status_ocfp_status_acc_updated_at" ON "task_executions" ("updated_at", "id") WHERE ("status" = 'waiting_for_children' and "on_children_finished_processing_status" = 'idle' and "active_children_count" = 0);
CREATE INDEX "ix_task_executions_close_status_updated_at" ON "task_executions" ("updated_at", "id") WHERE "close_status" = 'ready';
CREATE INDEX "ix_task_executions_status_is_sleeping_task_expires_at" ON "task_executions" ("status", "is_sleeping_task", "expires_at", "id") WHERE "expires_at" is not null;
CREATE INDEX "ix_task_executions_on_ocfp_expires_at" ON "task_executions" ("on_children_finished_processing_expires_at", "id") WHERE "on_children_finished_processing_expires_at" is not null;
CREATE INDEX "ix_task_executions_close_expires_at" ON "task_executions" ("close_expires_at", "id") WHERE "close_expires_at" is not null;
CREATE INDEX "ix_task_executions_executor_id_npc_updated_at" ON "task_executions" ("executor_id", "updated_at", "id") WHERE "needs_promise_cancellation" = true;
CREATE INDEX "ix_task_executions_parent_execution_id_is_finished" ON "task_executions" ("parent_execution_id", "is_finished") WHERE "parent_execution_id" is not null;
CREATE INDEX "ix_task_executions_is_finished_close_status_updated_at" ON "task_executions" ("updated_at", "id") WHERE ("is_finished" = true and "close_status" = 'idle');
