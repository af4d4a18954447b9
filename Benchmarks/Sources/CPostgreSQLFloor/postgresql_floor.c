#include "postgresql_floor.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "values.h"

#define ALL_COLUMNS \
    "id, root_task_id, root_execution_id, parent_task_id, parent_execution_id, index_in_parent_children, " \
    "is_only_child_of_parent, is_finalize_of_parent, task_id, execution_id, retry_options, sleep_ms_before_run, " \
    "timeout_ms, are_children_sequential, input, executor_id, is_sleeping_task, sleeping_task_unique_id, status, " \
    "is_finished, run_output, output, error, retry_attempts, start_at, started_at, expires_at, " \
    "waiting_for_children_started_at, waiting_for_finalize_started_at, finished_at, children, " \
    "active_children_count, on_children_finished_processing_status, on_children_finished_processing_expires_at, " \
    "on_children_finished_processing_finished_at, finalize, close_status, close_expires_at, closed_at, " \
    "needs_promise_cancellation, created_at, updated_at"
/// Those that a new execution has a value for.
#define NEW_COLUMNS \
    "task_id, execution_id, retry_options, sleep_ms_before_run, timeout_ms, are_children_sequential, input, " \
    "is_sleeping_task, status, is_finished, retry_attempts, start_at, active_children_count, " \
    "on_children_finished_processing_status, close_status, needs_promise_cancellation, created_at, updated_at"
enum { NEW_COLUMN_COUNT = 18, CLAIM_SIZE = 100 };

struct postgresql_floor {
    PGconn *connection;
    int batch;
    values values;
    char failure[512];
};

static int64_t now_ms(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static int failed(postgresql_floor *floor, const char *what) {
    if (!floor->failure[0])
        snprintf(floor->failure, sizeof floor->failure, "%s: %s", what, PQerrorMessage(floor->connection));
    return -1;
}

static int execute(postgresql_floor *floor, const char *sql) {
    PGresult *result = PQexec(floor->connection, sql);
    int status = PQresultStatus(result);
    PQclear(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? 0 : failed(floor, sql);
}

static void prepare(postgresql_floor *floor, const char *name, const char *sql) {
    PGresult *result = PQprepare(floor->connection, name, sql, 0, NULL);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) failed(floor, name);
    PQclear(result);
}

/// Copies every value, as whoever wants to keep the rows has to.
static int read_rows(const PGresult *result) {
    int rows = PQntuples(result), columns = PQnfields(result);
    for (int i = 0; i < rows; i++) {
        char *copies[64];
        for (int j = 0; j < columns; j++) {
            copies[j] = NULL;
            if (PQgetisnull(result, i, j)) continue;
            int length = PQgetlength(result, i, j);
            copies[j] = malloc(length + 1);
            memcpy(copies[j], PQgetvalue(result, i, j), length + 1);
        }
        for (int j = 0; j < columns; j++) free(copies[j]);
    }
    return rows;
}

/// Runs a prepared statement with the values and says how many rows it changed or returned.
static int run(postgresql_floor *floor, const char *name) {
    values *v = &floor->values;
    PGresult *result = PQexecPrepared(
        floor->connection, name, v->count, values_pointers(v), v->lengths, v->formats, 1);
    int status = PQresultStatus(result), count = -1;
    if (status == PGRES_TUPLES_OK) count = read_rows(result);
    else if (status == PGRES_COMMAND_OK) count = atoi(PQcmdTuples(result));
    else failed(floor, name);
    PQclear(result);
    return count;
}

static void prepare_insert(postgresql_floor *floor) {
    char *sql = malloc(1024 + floor->batch * NEW_COLUMN_COUNT * 9), *end = sql;
    end += sprintf(end, "insert into task_executions (" NEW_COLUMNS ") values ");
    for (int row = 0, position = 1; row < floor->batch; row++) {
        end += sprintf(end, row ? ",(" : "(");
        for (int i = 0; i < NEW_COLUMN_COUNT; i++) end += sprintf(end, i ? ",$%d" : "$%d", position++);
        end += sprintf(end, ")");
    }
    prepare(floor, "insert", sql);
    free(sql);
}

static void prepare_all(postgresql_floor *floor) {
    prepare_insert(floor);
    prepare(floor, "claim",
        "update task_executions set executor_id = $1, status = 'running', started_at = $2, expires_at = case when "
        "timeout_ms > 9223372036854775807 - $3 then 9223372036854775807 else $4 + timeout_ms end, updated_at = $5 "
        "where id = any(array(select id from task_executions where status = 'ready' and start_at < $6 "
        "order by start_at, id limit $7 for update skip locked)) returning " ALL_COLUMNS);
    prepare(floor, "claim_for_closing",
        "update task_executions set close_status = 'closing', close_expires_at = $1, updated_at = $2 "
        "from (select id as chosen_id, updated_at as chosen_order from task_executions where close_status = 'ready' "
        "order by updated_at, id limit $3 for update skip locked) chosen where id = any(array[chosen_id]) "
        "returning chosen_order, " ALL_COLUMNS);
    if (floor->batch == 1) {
        prepare(floor, "complete",
            "update task_executions set status = 'completed', is_finished = true, output = $1, finished_at = $2, "
            "close_status = 'ready', expires_at = null, updated_at = $3 "
            "where execution_id = $4 and coalesce(status = 'running', false)");
        prepare(floor, "close",
            "update task_executions set close_status = 'closed', closed_at = $1, close_expires_at = null, "
            "updated_at = $2 where execution_id = $3");
        prepare(floor, "get", "select " ALL_COLUMNS " from task_executions where execution_id = $1");
        return;
    }
    prepare(floor, "complete",
        "update task_executions set status = 'completed', is_finished = true, output = c0, finished_at = c1, "
        "close_status = 'ready', expires_at = null, updated_at = c2 "
        "from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[]) as input (c0, c1, c2, c3) "
        "where execution_id = any(array[c3]) and coalesce(status = 'running', false) returning execution_id");
    prepare(floor, "close",
        "update task_executions set close_status = 'closed', closed_at = c0, close_expires_at = null, updated_at = c1 "
        "from unnest($1::bigint[], $2::bigint[], $3::text[]) as input (c0, c1, c2) "
        "where execution_id = any(array[c2]) returning execution_id");
    prepare(floor, "get", "select " ALL_COLUMNS " from task_executions where execution_id = any($1::text[])");
}

postgresql_floor *postgresql_floor_open(const char *connection_string, const char *schema, int batch) {
    postgresql_floor *floor = calloc(1, sizeof *floor);
    floor->batch = batch;
    floor->connection = PQconnectdb(connection_string);
    if (PQstatus(floor->connection) != CONNECTION_OK) {
        failed(floor, "connecting");
        return floor;
    }
    char sql[256];
    snprintf(sql, sizeof sql, "set search_path = \"%s\"; set random_page_cost = 1.1", schema);
    if (execute(floor, sql) == 0) prepare_all(floor);
    return floor;
}

const char *postgresql_floor_failure(const postgresql_floor *floor) { return floor->failure; }

void postgresql_floor_close(postgresql_floor *floor) {
    PQfinish(floor->connection);
    values_free(&floor->values);
    free(floor);
}

static int insert(postgresql_floor *floor, const postgresql_floor_execution *executions) {
    values *v = &floor->values;
    values_clear(v);
    for (const postgresql_floor_execution *e = executions; e < executions + floor->batch; e++) {
        add_text(v, e->task_id);
        add_text(v, e->execution_id);
        add_text(v, "{\"maxAttempts\":0}");
        add_bigint(v, 0);
        add_bigint(v, 60000);
        add_boolean(v, 0);
        add_text(v, e->input);
        add_boolean(v, 0);
        add_text(v, "ready");
        add_boolean(v, 0);
        add_integer(v, 0);
        add_bigint(v, e->start_at);
        add_integer(v, 0);
        add_text(v, "idle");
        add_text(v, "idle");
        add_boolean(v, 0);
        add_bigint(v, e->start_at);
        add_bigint(v, e->start_at);
    }
    return run(floor, "insert");
}

static int claim(postgresql_floor *floor, int is_closing) {
    int64_t now = now_ms();
    int total = 0, count;
    do {
        values *v = &floor->values;
        values_clear(v);
        if (is_closing) {
            add_bigint(v, now + 60000);
            add_bigint(v, now);
        } else {
            add_text(v, "ex_0123456789abcdefghijklmn");
            for (int i = 0; i < 4; i++) add_bigint(v, now);
            add_bigint(v, now + 1);
        }
        add_bigint(v, CLAIM_SIZE);
        count = run(floor, is_closing ? "claim_for_closing" : "claim");
        if (count < 0) return count;
        total += count;
    } while (count > 0);
    return total;
}

static void add_ids(values *v, const postgresql_floor_execution *executions, int count) {
    if (count == 1) return add_text(v, executions->execution_id);
    begin_array(v, TEXT_TYPE, count);
    for (int i = 0; i < count; i++) add_text_element(v, executions[i].execution_id);
    end_array(v);
}

static void add_times(values *v, int64_t time, int count) {
    if (count == 1) return add_bigint(v, time);
    begin_array(v, BIGINT_TYPE, count);
    for (int i = 0; i < count; i++) add_bigint_element(v, time);
    end_array(v);
}

static int complete(postgresql_floor *floor, const postgresql_floor_execution *executions, int count) {
    values *v = &floor->values;
    int64_t now = now_ms();
    values_clear(v);
    if (count == 1) {
        add_text(v, executions->output);
    } else {
        begin_array(v, TEXT_TYPE, count);
        for (int i = 0; i < count; i++) add_text_element(v, executions[i].output);
        end_array(v);
    }
    add_times(v, now, count);
    add_times(v, now, count);
    add_ids(v, executions, count);
    return run(floor, "complete");
}

static int close_executions(postgresql_floor *floor, const postgresql_floor_execution *executions, int count) {
    values *v = &floor->values;
    int64_t now = now_ms();
    values_clear(v);
    add_times(v, now, count);
    add_times(v, now, count);
    add_ids(v, executions, count);
    return run(floor, "close");
}

static int get(postgresql_floor *floor, const postgresql_floor_execution *executions, int count) {
    values_clear(&floor->values);
    add_ids(&floor->values, executions, count);
    return run(floor, "get");
}

int postgresql_floor_run(
    postgresql_floor *floor, int phase, const postgresql_floor_execution *executions, int count) {
    if (floor->failure[0]) return -1;
    if (phase == POSTGRESQL_FLOOR_CLAIM) return claim(floor, 0);
    if (phase == POSTGRESQL_FLOOR_CLAIM_FOR_CLOSING) return claim(floor, 1);
    int total = 0;
    for (int i = 0; i < count; i += floor->batch) {
        const postgresql_floor_execution *batch = executions + i;
        int handled = -1;
        switch (phase) {
        case POSTGRESQL_FLOOR_INSERT: handled = insert(floor, batch); break;
        case POSTGRESQL_FLOOR_COMPLETE: handled = complete(floor, batch, floor->batch); break;
        case POSTGRESQL_FLOOR_CLOSE: handled = close_executions(floor, batch, floor->batch); break;
        case POSTGRESQL_FLOOR_GET: handled = get(floor, batch, floor->batch); break;
        }
        if (handled < 0) return handled;
        total += handled;
    }
    return total;
}
