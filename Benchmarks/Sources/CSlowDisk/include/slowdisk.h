#ifndef SLOWDISK_H
#define SLOWDISK_H

/// Makes a disk whose writes can be slowed down the default of this process, for connections that are opened from now on.
/// Returns SQLite's result code.
int slow_disk_register(void);

/// From now on each write to a write-ahead log takes so many milliseconds longer.
void slow_disk_delay(int milliseconds);

#endif
