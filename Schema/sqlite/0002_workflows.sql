ALTER TABLE "task_executions" ADD COLUMN "recoveries" integer;
ALTER TABLE "task_executions" ADD COLUMN "runs" integer;
ALTER TABLE "task_executions" ADD COLUMN "deadline_at" integer;
ALTER TABLE "task_executions" ADD COLUMN "task_version" integer;
ALTER TABLE "task_executions" ADD COLUMN "unique_key" text;
ALTER TABLE "task_executions" ADD COLUMN "unique_scope" text;
ALTER TABLE "task_executions" ADD COLUMN "debounce_key" text;
ALTER TABLE "task_executions" ADD COLUMN "debounced_since" integer;
ALTER TABLE "task_executions" ADD COLUMN "limit_key" text;
ALTER TABLE "task_executions" ADD COLUMN "rate_key" text;
ALTER TABLE "task_executions" ADD COLUMN "schedule_name" text;
ALTER TABLE "task_executions" ADD COLUMN "scheduled_at" integer;
ALTER TABLE "task_executions" ADD COLUMN "progress" integer;
CREATE TABLE "task_executions_steps" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "execution_id" text NOT NULL,
    "kind" text NOT NULL,
    "name" text NOT NULL,
    "key" text NOT NULL,
    "number" integer NOT NULL,
    "attempts" integer NOT NULL,
    "result" text,
    "failure" text,
    "child_execution_id" text,
    "run" integer NOT NULL,
    "created_at" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_steps_call" ON "task_executions_steps" ("execution_id", "kind", "name", "key", "number");
CREATE INDEX "ix_task_executions_steps_child" ON "task_executions_steps" ("child_execution_id") WHERE "child_execution_id" is not null;
CREATE TABLE "task_executions_signals" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "execution_id" text NOT NULL,
    "name" text NOT NULL,
    "message_id" text NOT NULL,
    "payload" text NOT NULL,
    "consumed_by" integer,
    "created_at" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_signals_message" ON "task_executions_signals" ("execution_id", "name", "message_id");
CREATE INDEX "ix_task_executions_signals_unconsumed" ON "task_executions_signals" ("execution_id", "name") WHERE "consumed_by" is null;
CREATE TABLE "task_executions_waits" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "execution_id" text NOT NULL,
    "kind" text NOT NULL,
    "name" text NOT NULL,
    "key" text NOT NULL,
    "number" integer NOT NULL,
    "wake_at" integer,
    "child_execution_id" text,
    "created_at" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_waits_call" ON "task_executions_waits" ("execution_id", "kind", "name", "key", "number");
CREATE INDEX "ix_task_executions_waits_child" ON "task_executions_waits" ("child_execution_id") WHERE "child_execution_id" is not null;
CREATE TABLE "task_executions_schedules" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "name" text NOT NULL,
    "task_id" text NOT NULL,
    "input" text NOT NULL,
    "specification" text NOT NULL,
    "time_zone" text NOT NULL,
    "catch_up" text NOT NULL,
    "overlap" text NOT NULL,
    "begins_at" integer,
    "ends_at" integer,
    "is_paused" integer NOT NULL,
    "note" text,
    "owner" text NOT NULL,
    "revision" integer NOT NULL,
    "next_at" integer,
    "last_at" integer,
    "created_at" integer NOT NULL,
    "updated_at" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_schedules_name" ON "task_executions_schedules" ("name");
CREATE INDEX "ix_task_executions_schedules_next_at" ON "task_executions_schedules" ("next_at") WHERE "is_paused" = 0;
CREATE TABLE "task_executions_limits" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "limit_key" text NOT NULL,
    "most" integer NOT NULL,
    "note" text,
    "updated_at" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_limits_key" ON "task_executions_limits" ("limit_key");
CREATE TABLE "task_executions_rates" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "rate_key" text NOT NULL,
    "next_free_at" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_rates_key" ON "task_executions_rates" ("rate_key");
CREATE TABLE "task_executions_executors" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    "executor_id" text NOT NULL,
    "host" text NOT NULL,
    "tasks" text NOT NULL,
    "started_at" integer NOT NULL,
    "last_seen_at" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_executors_executor_id" ON "task_executions_executors" ("executor_id");
