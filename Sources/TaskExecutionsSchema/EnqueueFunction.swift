internal import DurableExecution
public import TypedSQL

extension TaskExecutionsTable {
    /// What makes a function of PostgreSQL's that enqueues an execution in the transaction of whoever calls it, in any language.
    ///
    /// It is named like the table with `_enqueue` behind it, and returns the execution's id:
    /// ```sql
    /// select task_executions_enqueue('charge', '{"order": 42}', delay_ms => 60000, max_attempts => 3);
    /// ```
    /// Without the input it is `null`, without the options the task has no retries and a timeout of 5 minutes: what the
    /// program has declared is not known to the database. What is out of its range is refused with SQLSTATE 22023. Executors
    /// are told when the transaction commits.
    ///
    /// - Throws: `SQLRenderingError` if the table's name contains `$enqueue$`.
    public func enqueueFunctionForPostgreSQL() throws(SQLRenderingError) -> SQL {
        if tableName.contains("$enqueue$") { throw SQLRenderingError(.identifierEndsQuote, identifier: tableName) }
        return """
            CREATE OR REPLACE FUNCTION \(identifier: tableName + "_enqueue")(
                task_id text,
                input json DEFAULT 'null',
                delay_ms bigint DEFAULT 0,
                timeout_ms bigint DEFAULT 300000,
                max_attempts integer DEFAULT 0,
                base_delay_ms bigint DEFAULT null,
                delay_multiplier double precision DEFAULT null,
                max_delay_ms bigint DEFAULT null
            ) RETURNS text LANGUAGE plpgsql AS $enqueue$
            DECLARE
                digits CONSTANT text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
                micros CONSTANT bigint := extract(epoch from clock_timestamp()) * 1000000;
                millis CONSTANT bigint := micros / 1000;
                new_id text := 'te_';
            BEGIN
                IF (task_id ~ '^[A-Za-z0-9_]{1,255}$') IS NOT true THEN
                    RAISE invalid_parameter_value USING MESSAGE = 'task_id must be 1 to 255 letters, digits and underscores';
                ELSIF input IS null THEN
                    RAISE invalid_parameter_value USING MESSAGE = 'input must be JSON; for a task without input leave it out';
                ELSIF (delay_ms >= 0) IS NOT true THEN
                    RAISE invalid_parameter_value USING MESSAGE = 'delay_ms must be 0 or more';
                ELSIF (timeout_ms >= 1) IS NOT true THEN
                    RAISE invalid_parameter_value USING MESSAGE = 'timeout_ms must be 1 or more';
                ELSIF (max_attempts BETWEEN 0 AND 1000) IS NOT true THEN
                    RAISE invalid_parameter_value USING MESSAGE = 'max_attempts must be 0 to 1000';
                ELSIF base_delay_ms NOT BETWEEN 0 AND 3600000 THEN
                    RAISE invalid_parameter_value USING MESSAGE = 'base_delay_ms must be 0 to 3600000, one hour';
                ELSIF delay_multiplier NOT BETWEEN 0.1 AND 10 THEN
                    RAISE invalid_parameter_value USING MESSAGE = 'delay_multiplier must be 0.1 to 10';
                ELSIF max_delay_ms NOT BETWEEN coalesce(base_delay_ms, 0) AND 86400000 THEN
                    RAISE invalid_parameter_value
                        USING MESSAGE = 'max_delay_ms must be 0 to 86400000, 24 hours, and not under base_delay_ms';
                END IF;
                -- As the executors make them: 10 digits that grow with time, and 14 by chance.
                FOR place IN REVERSE 9..0 LOOP
                    new_id := new_id || substr(digits, (micros * 200 / (62::numeric ^ place)::bigint % 62)::integer + 1, 1);
                END LOOP;
                FOR place IN 1..14 LOOP
                    new_id := new_id || substr(digits, floor(random() * 62)::integer + 1, 1);
                END LOOP;
                \(newExecution);
                PERFORM \(SQL([.literal(PostgreSQLDialect.changeNotification)]));
                RETURN new_id;
            END
            $enqueue$
            """
    }

    /// The insert of the function, in whose parameters and variables the values are.
    private var newExecution: SQL {
        insert(self).values {
            $0.taskID = sql("task_id")
            $0.executionID = sql("new_id")
            $0.retryPolicy = sql(
                """
                json_strip_nulls(json_build_object('maxAttempts', max_attempts, 'baseDelayMs', base_delay_ms, \
                'delayMultiplier', delay_multiplier, 'maxDelayMs', max_delay_ms))
                """
            )
            $0.delayMs = sql("delay_ms")
            $0.timeoutMs = sql("timeout_ms")
            $0.areChildrenSequential = false
            $0.input = sql("input::text")
            $0.isSleepingTask = false
            $0.status = .ready
            $0.isFinished = false
            $0.retryAttempts = literal(0)
            $0.startAt = sql("least(millis::numeric + delay_ms, 9223372036854775807)::bigint")
            $0.activeChildrenCount = literal(0)
            $0.childrenFinishedProcessingStatus = .idle
            $0.closeStatus = .idle
            $0.needsCancellation = false
            $0.createdAt = sql("millis")
            $0.updatedAt = sql("millis")
        }.sql
    }
}
