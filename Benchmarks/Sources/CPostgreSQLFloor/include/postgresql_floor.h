#ifndef POSTGRESQL_FLOOR_H
#define POSTGRESQL_FLOOR_H

#include <stdint.h>

/// One execution of the workload; the texts are the caller's.
typedef struct {
    const char *execution_id;
    const char *task_id;
    const char *input;
    const char *output;
    int64_t start_at;
} postgresql_floor_execution;

enum {
    POSTGRESQL_FLOOR_INSERT, POSTGRESQL_FLOOR_CLAIM, POSTGRESQL_FLOOR_COMPLETE, POSTGRESQL_FLOOR_CLAIM_FOR_CLOSING,
    POSTGRESQL_FLOOR_CLOSE, POSTGRESQL_FLOOR_GET
};

typedef struct postgresql_floor postgresql_floor;

/// Connects to the table of a schema and prepares the statements: those of the storage, with binary values, and with every
/// returned column read and copied.
postgresql_floor *postgresql_floor_open(const char *connection_string, const char *schema, int batch);

/// Runs a phase of the life of the executions, of which `batch` divides the number. Returns how many it handled, or a
/// negative number where something went wrong.
int postgresql_floor_run(
    postgresql_floor *floor, int phase, const postgresql_floor_execution *executions, int count);

/// What went wrong.
const char *postgresql_floor_failure(const postgresql_floor *floor);

void postgresql_floor_close(postgresql_floor *floor);

#endif
