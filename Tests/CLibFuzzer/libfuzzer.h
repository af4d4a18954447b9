#include <stddef.h>
#include <stdint.h>

/// Feeds the callback with inputs that take new ways through the program; see https://llvm.org/docs/LibFuzzer.html.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
