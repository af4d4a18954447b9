// Also where no pkg-config tells the folder, or its description of libpq can't be read.
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#elif __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#elif __has_include(<pgsql/libpq-fe.h>)
#include <pgsql/libpq-fe.h>
#elif __has_include("/opt/homebrew/opt/libpq/include/libpq-fe.h")
#include "/opt/homebrew/opt/libpq/include/libpq-fe.h"
#elif __has_include("/usr/local/opt/libpq/include/libpq-fe.h")
#include "/usr/local/opt/libpq/include/libpq-fe.h"
#else
#error "The headers of libpq are missing: apt-get install libpq-dev, dnf install libpq-devel, or brew install libpq and build with PKG_CONFIG_PATH=$(brew --prefix libpq)/lib/pkgconfig and -Xlinker -L$(brew --prefix libpq)/lib."
#endif
