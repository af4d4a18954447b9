#ifndef FLOOR_H
#define FLOOR_H

#include <stdint.h>

/// One execution of the workload; the texts are the caller's.
typedef struct {
    const char *execution_id;
    const char *task_id;
    const char *input;
    const char *output;
    int64_t start_at;
} floor_execution;

enum { FLOOR_PHASES = 6 };

/// The life of executions straight on SQLite's C API, with the statements that measured fastest, each compiled once and
/// every returned column read and copied: what no wrapper can beat by much.
///
/// `path` is a database with the table, `batch` divides `count`. Writes the wall-clock seconds of the phases insert, claim,
/// complete, claim for closing, close and get. Returns NULL, or what went wrong.
const char *floor_lifecycle(
    const char *path, const floor_execution *executions, int count, int batch, double seconds[FLOOR_PHASES]);

/// What starts single executions, with its statements compiled.
typedef struct floor_starter floor_starter;

/// `path` is a database with the table. What went wrong is said by the first start.
floor_starter *floor_starter_open(const char *path);

/// Inserts an execution and claims it, which is all that has to be written before its body may start. Returns NULL, or what
/// went wrong.
const char *floor_starter_start(floor_starter *starter, const floor_execution *execution);

void floor_starter_close(floor_starter *starter);

#endif
