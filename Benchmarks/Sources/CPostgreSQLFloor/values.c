#include "values.h"

#include <stdlib.h>
#include <string.h>

void values_clear(values *values) { values->size = values->count = 0; }

void values_free(values *values) {
    free(values->bytes);
    free(values->offsets);
    free(values->pointers);
    free(values->lengths);
    free(values->formats);
}

static void put(values *values, const void *bytes, size_t size) {
    if (values->size + size > values->capacity) {
        values->capacity = 2 * (values->size + size);
        values->bytes = realloc(values->bytes, values->capacity);
    }
    memcpy(values->bytes + values->size, bytes, size);
    values->size += size;
}

static void put_number(values *values, uint64_t number, int size) {
    unsigned char bytes[8];
    for (int i = 0; i < size; i++) bytes[i] = number >> (8 * (size - 1 - i));
    put(values, bytes, size);
}

static void begin(values *values) {
    if (values->count == values->room) {
        int room = values->room = 2 * values->room + 64;
        values->offsets = realloc(values->offsets, room * sizeof *values->offsets);
        values->pointers = realloc(values->pointers, room * sizeof *values->pointers);
        values->lengths = realloc(values->lengths, room * sizeof *values->lengths);
        values->formats = realloc(values->formats, room * sizeof *values->formats);
    }
    values->offsets[values->count] = values->size;
}

static void end(values *values) {
    values->lengths[values->count] = values->size - values->offsets[values->count];
    values->formats[values->count++] = 1;
}

const char *const *values_pointers(values *values) {
    for (int i = 0; i < values->count; i++) values->pointers[i] = values->bytes + values->offsets[i];
    return values->pointers;
}

void add_text(values *values, const char *text) {
    begin(values);
    put(values, text, strlen(text));
    end(values);
}

static void add_number(values *values, uint64_t number, int size) {
    begin(values);
    put_number(values, number, size);
    end(values);
}

void add_bigint(values *values, int64_t value) { add_number(values, value, 8); }
void add_integer(values *values, int32_t value) { add_number(values, (uint32_t)value, 4); }
void add_boolean(values *values, int value) { add_number(values, value != 0, 1); }

void begin_array(values *values, int type, int count) {
    begin(values);
    // One dimension, no NULL, counted from 1.
    put_number(values, 1, 4);
    put_number(values, 0, 4);
    put_number(values, type, 4);
    put_number(values, count, 4);
    put_number(values, 1, 4);
}

void add_text_element(values *values, const char *text) {
    size_t length = strlen(text);
    put_number(values, length, 4);
    put(values, text, length);
}

void add_bigint_element(values *values, int64_t value) {
    put_number(values, 8, 4);
    put_number(values, value, 8);
}

void end_array(values *values) { end(values); }
