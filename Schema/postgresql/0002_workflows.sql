ALTER TABLE "task_executions" ADD COLUMN "recoveries" integer;
