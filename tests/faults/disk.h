/* A disk that fails when a test wants it: a layer over SQLite's own. A write that fails has written
 * the first half of its bytes. */
#ifndef TESTS_FAULTS_DISK_H
#define TESTS_FAULTS_DISK_H

#include "faults/host.h"

#include <sqlite3.h>
#include <unistd.h>

typedef enum fault { FAULT_IO, FAULT_FULL } fault;

/* The disk: one for the whole program, as SQLite has one list of them. */
static struct {
    sqlite3_vfs vfs, *real;
    long countdown; /* calls until one fails; negative: none does */
    bool for_good;
    bool failed;
    fault kind;
} disk;

typedef struct shim_file {
    sqlite3_file base;
    sqlite3_file *real; /* behind this structure */
} shim_file;

static inline bool disk_fails(void)
{
    if (disk.failed && disk.for_good)
        return true;
    if (disk.countdown == 0) {
        disk.failed = true;
        disk.countdown = -1;
        return true;
    }
    if (disk.countdown > 0)
        disk.countdown--;
    return false;
}

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((shim_file *)(void *)file)->real;
}

/* ---- A file ---------------------------------------------------------------------------------- */

static int shim_close(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int shim_read(sqlite3_file *file, void *to, int size, sqlite3_int64 at)
{
    if (disk_fails())
        return SQLITE_IOERR_READ;
    return real_of(file)->pMethods->xRead(real_of(file), to, size, at);
}

static int shim_write(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
{
    if (disk_fails()) {
        (void)real_of(file)->pMethods->xWrite(real_of(file), from, size / 2, at);
        return disk.kind == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    return real_of(file)->pMethods->xWrite(real_of(file), from, size, at);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return disk_fails() ? SQLITE_IOERR_TRUNCATE
                        : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

/* No power fails here, so what was written need not reach the disk. */
static int shim_sync(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return disk_fails() ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int shim_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return disk_fails() ? SQLITE_IOERR_FSTAT
                        : real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int shim_lock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int shim_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int shim_check_lock(sqlite3_file *file, int *held)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), held);
}

static int shim_control(sqlite3_file *file, int what, void *with)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), what, with);
}

static int shim_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int shim_device(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int shim_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **at)
{
    return disk_fails() ? SQLITE_IOERR_SHMMAP
                        : real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, at);
}

static int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void shim_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int shim_shm_unmap(sqlite3_file *file, int delete_it)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), delete_it);
}

static const sqlite3_io_methods shim_methods = {2,
                                                shim_close,
                                                shim_read,
                                                shim_write,
                                                shim_truncate,
                                                shim_sync,
                                                shim_file_size,
                                                shim_lock,
                                                shim_unlock,
                                                shim_check_lock,
                                                shim_control,
                                                shim_sector,
                                                shim_device,
                                                shim_shm_map,
                                                shim_shm_lock,
                                                shim_shm_barrier,
                                                shim_shm_unmap,
                                                NULL,
                                                NULL};

/* ---- The disk ----------------------------------------------------------------------------------
 */

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *got)
{
    shim_file *f = (shim_file *)(void *)file;
    int code;

    (void)vfs;
    f->base.pMethods = NULL;
    f->real = (sqlite3_file *)(void *)(f + 1);
    if (disk_fails())
        return SQLITE_CANTOPEN;
    code = disk.real->xOpen(disk.real, name, f->real, flags, got);
    if (f->real->pMethods != NULL)
        f->base.pMethods = &shim_methods;
    return code;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    (void)vfs;
    (void)sync_folder; /* as shim_sync */
    return disk_fails() ? SQLITE_IOERR_DELETE : disk.real->xDelete(disk.real, name, 0);
}

static int shim_access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
    (void)vfs;
    return disk_fails() ? SQLITE_IOERR_ACCESS : disk.real->xAccess(disk.real, name, flags, result);
}

/* A disk that fails is asked again at once. */
static int shim_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

static inline void put_disk(void)
{
    disk.real = sqlite3_vfs_find(NULL);
    assert_non_null(disk.real);
    disk.vfs = *disk.real;
    disk.vfs.zName = "failing";
    disk.vfs.pNext = NULL;
    disk.vfs.szOsFile = (int)sizeof(shim_file) + disk.real->szOsFile;
    disk.vfs.xOpen = shim_open;
    disk.vfs.xDelete = shim_delete;
    disk.vfs.xAccess = shim_access;
    disk.vfs.xSleep = shim_sleep;
    disk.countdown = -1;
    assert_int_equal(sqlite3_vfs_register(&disk.vfs, 1), SQLITE_OK);
}

/* A register with all that SQLite puts beside it. */
static inline void remove_register(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    char name[128];
    size_t i;

    for (i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        (void)snprintf(name, sizeof name, "%s%s", path, ends[i]);
        (void)unlink(name);
    }
}

#endif
