#include "floor.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COLUMN_COUNT 41
#define COLUMNS \
    "root_task_id, root_execution_id, parent_task_id, parent_execution_id, index_in_parent_children, " \
    "is_only_child_of_parent, is_finalize_of_parent, task_id, execution_id, retry_options, sleep_ms_before_run, " \
    "timeout_ms, are_children_sequential, input, executor_id, is_sleeping_task, sleeping_task_unique_id, status, " \
    "is_finished, run_output, output, error, retry_attempts, start_at, started_at, expires_at, " \
    "waiting_for_children_started_at, waiting_for_finalize_started_at, finished_at, children, " \
    "active_children_count, on_children_finished_processing_status, on_children_finished_processing_expires_at, " \
    "on_children_finished_processing_finished_at, finalize, close_status, close_expires_at, closed_at, " \
    "needs_promise_cancellation, created_at, updated_at"
/// T for a text, I for an integer.
static const char types[COLUMN_COUNT + 1] = "TTTTIIITTTIIITTITTITTTIIIIIIITITIITTIIIII";
static const char executor[] = "ex_0123456789abcdefghijklmn";

typedef struct {
    int64_t id;
    struct { char *text; int length; int64_t integer; int is_null; } columns[COLUMN_COUNT];
} row;

typedef struct {
    sqlite3 *database;
    sqlite3_stmt *begin, *commit;
    char failure[512];
} floor_state;

static double now_seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static int64_t now_ms(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static int failed(floor_state *state, const char *what) {
    if (!state->failure[0])
        snprintf(state->failure, sizeof state->failure, "%s: %s", what, sqlite3_errmsg(state->database));
    return 0;
}

static sqlite3_stmt *prepare(floor_state *state, const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(state->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        failed(state, sql);
    return statement;
}

static int run(floor_state *state, sqlite3_stmt *statement) {
    int result = sqlite3_step(statement);
    sqlite3_reset(statement);
    return result == SQLITE_DONE ? 1 : failed(state, sqlite3_sql(statement));
}

/// Appends `count` placeholders with commas between them.
static char *append_placeholders(char *end, int count) {
    for (int i = 0; i < count; i++) end += sprintf(end, i ? ",?" : "?");
    return end;
}

static void read_row(sqlite3_stmt *statement, int first, row *out) {
    for (int i = 0; i < COLUMN_COUNT; i++) {
        int column = first + i;
        out->columns[i].text = NULL;
        if (types[i] == 'T') {
            const unsigned char *text = sqlite3_column_text(statement, column);
            out->columns[i].is_null = text == NULL;
            if (!text) continue;
            int length = sqlite3_column_bytes(statement, column);
            out->columns[i].text = malloc(length + 1);
            memcpy(out->columns[i].text, text, length + 1);
            out->columns[i].length = length;
        } else {
            out->columns[i].is_null = sqlite3_column_type(statement, column) == SQLITE_NULL;
            if (!out->columns[i].is_null) out->columns[i].integer = sqlite3_column_int64(statement, column);
        }
    }
}

static void free_rows(row *rows, int count) {
    for (int i = 0; i < count; i++)
        for (int j = 0; j < COLUMN_COUNT; j++) free(rows[i].columns[j].text);
}

#define TEXT(value) sqlite3_bind_text(statement, position++, (value), strlen(value), SQLITE_STATIC)
#define INTEGER(value) sqlite3_bind_int64(statement, position++, (value))
#define NULLS(count) for (int null = 0; null < (count); null++) sqlite3_bind_null(statement, position++)

static int bind_execution(sqlite3_stmt *statement, int position, const floor_execution *e) {
    NULLS(7); TEXT(e->task_id); TEXT(e->execution_id); TEXT("{\"maxAttempts\":0}");
    INTEGER(0); INTEGER(60000); INTEGER(0); TEXT(e->input); NULLS(1); INTEGER(0); NULLS(1);
    TEXT("ready"); INTEGER(0); NULLS(3); INTEGER(0); INTEGER(e->start_at); NULLS(6); INTEGER(0);
    TEXT("idle"); NULLS(3); TEXT("idle"); NULLS(2); INTEGER(0); INTEGER(e->start_at); INTEGER(e->start_at);
    return position;
}

static sqlite3_stmt *prepare_insert(floor_state *state, int batch) {
    char *sql = malloc(2048 + batch * (2 * COLUMN_COUNT + 4));
    char *end = sql + sprintf(sql, "insert into task_executions (" COLUMNS ") values ");
    for (int i = 0; i < batch; i++) {
        end += sprintf(end, i ? ",(" : "(");
        end = append_placeholders(end, COLUMN_COUNT);
        end += sprintf(end, ")");
    }
    sqlite3_stmt *statement = prepare(state, sql);
    free(sql);
    return statement;
}

static int insert(floor_state *state, const floor_execution *executions, int count, int batch) {
    sqlite3_stmt *statement = prepare_insert(state, batch);
    for (int i = 0; statement && i < count; i += batch) {
        int position = 1;
        for (int j = 0; j < batch; j++) position = bind_execution(statement, position, &executions[i + j]);
        if (!run(state, statement)) break;
    }
    sqlite3_finalize(statement);
    return !state->failure[0];
}

typedef struct {
    sqlite3_stmt *choose, *change;
    row *rows;
    int size, is_closing;
} claimer;

static claimer prepare_claims(floor_state *state, int size, int is_closing) {
    return (claimer){
        .choose = prepare(state, is_closing
            ? "select id, " COLUMNS " from task_executions where close_status = 'ready' order by updated_at limit ?"
            : "select id, " COLUMNS " from task_executions where status = 'ready' and start_at < ? order by start_at limit ?"),
        .change = prepare(state, is_closing
            ? "update task_executions set close_status = 'closing', close_expires_at = ?, updated_at = ? where id = ?"
            : "update task_executions set executor_id = ?, status = 'running', started_at = ?, "
              "expires_at = ? + timeout_ms, updated_at = ? where id = ?"),
        .rows = malloc(sizeof(row) * size),
        .size = size,
        .is_closing = is_closing,
    };
}

static void free_claims(claimer *claimer) {
    free(claimer->rows);
    sqlite3_finalize(claimer->choose);
    sqlite3_finalize(claimer->change);
}

/// Selects whole rows and changes each by its key, which is as fast as one statement that does both. Returns how many, or -1.
static int claim_batch(floor_state *state, const claimer *claimer, int64_t now) {
    sqlite3_stmt *statement = claimer->choose;
    int position = 1, found = 0;
    if (state->failure[0] || !run(state, state->begin)) return -1;
    if (!claimer->is_closing) INTEGER(now + 1);
    INTEGER(claimer->size);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        claimer->rows[found].id = sqlite3_column_int64(statement, 0);
        read_row(statement, 1, &claimer->rows[found++]);
    }
    sqlite3_reset(statement);
    statement = claimer->change;
    for (int i = 0; i < found; i++) {
        position = 1;
        if (claimer->is_closing) { INTEGER(now + 60000); INTEGER(now); }
        else { TEXT(executor); INTEGER(now); INTEGER(now); INTEGER(now); }
        INTEGER(claimer->rows[i].id);
        if (!run(state, statement)) break;
    }
    free_rows(claimer->rows, found);
    return run(state, state->commit) ? found : -1;
}

static int claim(floor_state *state, int count, int size, int is_closing) {
    claimer claimer = prepare_claims(state, size, is_closing);
    int64_t now = now_ms();
    int claimed = 0, found;
    while ((found = claim_batch(state, &claimer, now)) > 0) claimed += found;
    free_claims(&claimer);
    return claimed == count ? 1 : failed(state, "a claim missed executions");
}

static int complete(floor_state *state, const floor_execution *executions, int count, int batch) {
    sqlite3_stmt *statement = prepare(state,
        "update task_executions set status = 'completed', is_finished = 1, output = ?, finished_at = ?, "
        "close_status = 'ready', expires_at = null, updated_at = ? where execution_id = ? and status = 'running'");
    int64_t now = now_ms();
    int changes = 0;
    for (int i = 0; statement && i < count; i += batch) {
        if (batch > 1 && !run(state, state->begin)) break;
        for (int j = i; j < i + batch; j++) {
            int position = 1;
            TEXT(executions[j].output); INTEGER(now + i / 100); INTEGER(now + i / 100); TEXT(executions[j].execution_id);
            if (!run(state, statement)) break;
            changes += sqlite3_changes(state->database);
        }
        if (batch > 1 && !run(state, state->commit)) break;
    }
    sqlite3_finalize(statement);
    return changes == count ? 1 : failed(state, "completing missed executions");
}

static int close_executions(floor_state *state, const floor_execution *executions, int count, int batch) {
    char *sql = malloc(512 + 2 * batch);
    char *end = sql + sprintf(sql, "update task_executions set close_status = 'closed', closed_at = ?, "
        "close_expires_at = null, updated_at = ? where execution_id in (");
    sprintf(append_placeholders(end, batch), ")");
    sqlite3_stmt *statement = prepare(state, sql);
    free(sql);
    int64_t now = now_ms();
    int changes = 0;
    for (int i = 0; statement && i < count; i += batch) {
        int position = 1;
        INTEGER(now); INTEGER(now);
        for (int j = i; j < i + batch; j++) TEXT(executions[j].execution_id);
        if (!run(state, statement)) break;
        changes += sqlite3_changes(state->database);
    }
    sqlite3_finalize(statement);
    return changes == count ? 1 : failed(state, "closing missed executions");
}

static int get(floor_state *state, const floor_execution *executions, int count, int batch) {
    char *sql = malloc(2048 + 2 * batch);
    char *end = sql + sprintf(sql, "select " COLUMNS " from task_executions where execution_id in (");
    sprintf(append_placeholders(end, batch), ")");
    sqlite3_stmt *statement = prepare(state, sql);
    free(sql);
    row *rows = malloc(sizeof(row) * batch);
    int total = 0;
    for (int i = 0; statement && i < count; i += batch) {
        int position = 1, found = 0;
        for (int j = i; j < i + batch; j++) TEXT(executions[j].execution_id);
        while (sqlite3_step(statement) == SQLITE_ROW && found < batch) read_row(statement, 0, &rows[found++]);
        sqlite3_reset(statement);
        free_rows(rows, found);
        total += found;
    }
    free(rows);
    sqlite3_finalize(statement);
    return total == count ? 1 : failed(state, "getting missed executions");
}

static int open_database(floor_state *state, const char *path) {
    memset(state, 0, sizeof *state);
    if (sqlite3_open_v2(path, &state->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return failed(state, "the floor can't open its database");
    sqlite3_exec(state->database, "pragma journal_mode = wal; pragma synchronous = normal", NULL, NULL, NULL);
    state->begin = prepare(state, "begin immediate");
    state->commit = prepare(state, "commit");
    return !state->failure[0];
}

static void close_database(floor_state *state) {
    sqlite3_finalize(state->begin);
    sqlite3_finalize(state->commit);
    sqlite3_close(state->database);
}

const char *floor_lifecycle(
    const char *path, const floor_execution *executions, int count, int batch, double seconds[FLOOR_PHASES]) {
    static floor_state state;
    int succeeds = open_database(&state, path);
    for (int phase = 0; succeeds && phase < FLOOR_PHASES; phase++) {
        double start = now_seconds();
        switch (phase) {
        case 0: succeeds = insert(&state, executions, count, batch); break;
        case 1: succeeds = claim(&state, count, 100, 0); break;
        case 2: succeeds = complete(&state, executions, count, batch); break;
        case 3: succeeds = claim(&state, count, 100, 1); break;
        case 4: succeeds = close_executions(&state, executions, count, batch); break;
        case 5: succeeds = get(&state, executions, count, batch); break;
        }
        seconds[phase] = now_seconds() - start;
    }
    close_database(&state);
    return succeeds ? NULL : state.failure;
}

struct floor_starter {
    floor_state state;
    sqlite3_stmt *insert;
    claimer claimer;
};

floor_starter *floor_starter_open(const char *path) {
    floor_starter *starter = calloc(1, sizeof *starter);
    if (open_database(&starter->state, path)) {
        starter->insert = prepare_insert(&starter->state, 1);
        starter->claimer = prepare_claims(&starter->state, 100, 0);
    }
    return starter;
}

const char *floor_starter_start(floor_starter *starter, const floor_execution *execution) {
    floor_state *state = &starter->state;
    if (state->failure[0]) return state->failure;
    bind_execution(starter->insert, 1, execution);
    if (!run(state, starter->insert)) return state->failure;
    int claimed = claim_batch(state, &starter->claimer, execution->start_at);
    if (claimed != 1) failed(state, "the claim missed the execution");
    return state->failure[0] ? state->failure : NULL;
}

void floor_starter_close(floor_starter *starter) {
    sqlite3_finalize(starter->insert);
    free_claims(&starter->claimer);
    close_database(&starter->state);
    free(starter);
}
