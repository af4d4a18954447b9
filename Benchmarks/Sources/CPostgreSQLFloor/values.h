#ifndef VALUES_H
#define VALUES_H

#include <stddef.h>
#include <stdint.h>

/// The server's numbers of types.
enum { BIGINT_TYPE = 20, TEXT_TYPE = 25 };

/// The binary values of one run of a statement.
typedef struct {
    char *bytes;
    size_t size, capacity;
    int count, room;
    size_t *offsets;
    const char **pointers;
    int *lengths, *formats;
} values;

void values_clear(values *values);
void values_free(values *values);
/// What libpq asks for; valid until the next value is added.
const char *const *values_pointers(values *values);

void add_text(values *values, const char *text);
void add_bigint(values *values, int64_t value);
void add_integer(values *values, int32_t value);
void add_boolean(values *values, int value);

void begin_array(values *values, int type, int count);
void add_text_element(values *values, const char *text);
void add_bigint_element(values *values, int64_t value);
void end_array(values *values);

#endif
