ALTER TABLE "task_executions" ADD COLUMN "recoveries" integer;
ALTER TABLE "task_executions" ADD COLUMN "runs" bigint;
ALTER TABLE "task_executions" ADD COLUMN "deadline_at" bigint;
ALTER TABLE "task_executions" ADD COLUMN "task_version" integer;
ALTER TABLE "task_executions" ADD COLUMN "unique_key" text;
ALTER TABLE "task_executions" ADD COLUMN "unique_scope" text;
ALTER TABLE "task_executions" ADD COLUMN "debounce_key" text;
ALTER TABLE "task_executions" ADD COLUMN "debounced_since" bigint;
ALTER TABLE "task_executions" ADD COLUMN "limit_key" text;
ALTER TABLE "task_executions" ADD COLUMN "rate_key" text;
ALTER TABLE "task_executions" ADD COLUMN "schedule_name" text;
ALTER TABLE "task_executions" ADD COLUMN "scheduled_at" bigint;
ALTER TABLE "task_executions" ADD COLUMN "progress" bigint;
CREATE TABLE "task_executions_steps" (
    "id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    "execution_id" text NOT NULL,
    "kind" text NOT NULL,
    "name" text NOT NULL,
    "key" text NOT NULL,
    "number" integer NOT NULL,
    "attempts" integer NOT NULL,
    "result" text,
    "failure" text,
    "child_execution_id" text,
    "run" bigint NOT NULL,
    "created_at" bigint NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_steps_call" ON "task_executions_steps" ("execution_id", "kind", "name", "key", "number");
CREATE INDEX "ix_task_executions_steps_child" ON "task_executions_steps" ("child_execution_id") WHERE "child_execution_id" is not null;
CREATE TABLE "task_executions_signals" (
    "id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    "execution_id" text NOT NULL,
    "name" text NOT NULL,
    "message_id" text NOT NULL,
    "payload" text NOT NULL,
    "consumed_by" bigint,
    "created_at" bigint NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_signals_message" ON "task_executions_signals" ("execution_id", "name", "message_id");
CREATE INDEX "ix_task_executions_signals_unconsumed" ON "task_executions_signals" ("execution_id", "name", "id") WHERE "consumed_by" is null;
CREATE TABLE "task_executions_waits" (
    "id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    "execution_id" text NOT NULL,
    "kind" text NOT NULL,
    "name" text NOT NULL,
    "key" text NOT NULL,
    "number" integer NOT NULL,
    "wake_at" bigint,
    "child_execution_id" text,
    "created_at" bigint NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_waits_call" ON "task_executions_waits" ("execution_id", "kind", "name", "key", "number");
CREATE INDEX "ix_task_executions_waits_child" ON "task_executions_waits" ("child_execution_id") WHERE "child_execution_id" is not null;
CREATE TABLE "task_executions_schedules" (
    "id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    "name" text NOT NULL,
    "task_id" text NOT NULL,
    "input" text NOT NULL,
    "specification" text NOT NULL,
    "time_zone" text NOT NULL,
    "catch_up" text NOT NULL,
    "overlap" text NOT NULL,
    "begins_at" bigint,
    "ends_at" bigint,
    "is_paused" boolean NOT NULL,
    "note" text,
    "owner" text NOT NULL,
    "revision" bigint NOT NULL,
    "next_at" bigint,
    "last_at" bigint,
    "created_at" bigint NOT NULL,
    "updated_at" bigint NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_schedules_name" ON "task_executions_schedules" ("name");
CREATE INDEX "ix_task_executions_schedules_next_at" ON "task_executions_schedules" ("next_at", "id") WHERE "is_paused" = false;
CREATE TABLE "task_executions_limits" (
    "id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    "limit_key" text NOT NULL,
    "most" integer NOT NULL,
    "note" text,
    "updated_at" bigint NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_limits_key" ON "task_executions_limits" ("limit_key");
CREATE TABLE "task_executions_rates" (
    "id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    "rate_key" text NOT NULL,
    "next_free_at" bigint NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_rates_key" ON "task_executions_rates" ("rate_key");
CREATE TABLE "task_executions_executors" (
    "id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    "executor_id" text NOT NULL,
    "host" text NOT NULL,
    "tasks" text NOT NULL,
    "started_at" bigint NOT NULL,
    "last_seen_at" bigint NOT NULL
);
CREATE UNIQUE INDEX "ix_task_executions_executors_executor_id" ON "task_executions_executors" ("executor_id");
