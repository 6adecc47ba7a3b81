/* Outlets: packing, writing, marks, locks. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/outlet.h"

int cli_outlet_say(const cli_outlet *outlet)
{
    cli_complain("%s: could not be written: %s",
                 strcmp(outlet->path, "-") == 0 ? "standard output" : outlet->path,
                 strerror(outlet->failed != 0 ? outlet->failed : EIO));
    return EXIT_MACHINE;
}

static int say_errno(cli_outlet *outlet)
{
    outlet->failed = errno;
    return cli_outlet_say(outlet);
}

/* ---- Opening ------------------------------------------------------------------------------- */

/* 1: the lock is ours; 0: somebody else's, who was named; -1: errno. */
static int lock(const cli_outlet *outlet)
{
    struct flock how, other;

    memset(&how, 0, sizeof how);
    how.l_type = F_WRLCK;
    how.l_whence = SEEK_SET;
    other = how;
    if (fcntl(outlet->descriptor, F_SETLK, &how) == 0)
        return 1;
    if (errno != EACCES && errno != EAGAIN)
        return -1;
    if (fcntl(outlet->descriptor, F_GETLK, &other) == 0 && other.l_type != F_UNLCK)
        cli_complain("%s: process %ld is writing it; wait for that, or choose another file",
                     outlet->path, (long)other.l_pid);
    else
        cli_complain("%s: another process is writing it; wait for that, or choose another file",
                     outlet->path);
    return 0;
}

/* Whether the part that is open still has that name: whoever held the lock may have renamed it. */
static bool still_there(const cli_outlet *outlet)
{
    struct stat opened, named;

    return fstat(outlet->descriptor, &opened) == 0 && stat(outlet->part, &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

static int open_part(cli_outlet *outlet)
{
    size_t size = strlen(outlet->path) + sizeof ".part";
    struct stat status;
    int locked;

    outlet->part = malloc(size);
    if (outlet->part == NULL) {
        errno = ENOMEM;
        return say_errno(outlet);
    }
    (void)snprintf(outlet->part, size, "%s.part", outlet->path);
    for (;;) {
        outlet->unfinished = access(outlet->part, F_OK) == 0;
        outlet->descriptor = open(outlet->part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (outlet->descriptor < 0)
            return say_errno(outlet);
        if (fstat(outlet->descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
            errno = errno != 0 ? errno : EEXIST;
            return say_errno(outlet);
        }
        locked = lock(outlet);
        if (locked < 0)
            return say_errno(outlet);
        if (locked == 0) {
            (void)close(outlet->descriptor);
            outlet->descriptor = -1; /* it is not ours to remove */
            return EXIT_MACHINE;
        }
        if (still_there(outlet))
            return EXIT_WANTED;
        (void)close(outlet->descriptor);
    }
}

int cli_outlet_open(cli_outlet *outlet, const char *path)
{
    struct stat status;
    bool there;

    memset(outlet, 0, sizeof *outlet);
    outlet->path = path;
    outlet->descriptor = -1;
    if (path == NULL)
        return EXIT_WANTED;
    if (cli_coding_of(path) != CODING_NONE) {
        outlet->packer = cli_packer_new(cli_coding_of(path));
        if (outlet->packer == NULL) {
            errno = ENOMEM;
            return say_errno(outlet);
        }
    }
    if (strcmp(path, "-") == 0) {
        outlet->descriptor = STDOUT_FILENO;
        return EXIT_WANTED;
    }
    there = stat(path, &status) == 0;
    if (there && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return say_errno(outlet);
    }
    if (!there || S_ISREG(status.st_mode))
        return open_part(outlet);
    outlet->descriptor = open(path, O_WRONLY | O_CLOEXEC);
    return outlet->descriptor >= 0 ? EXIT_WANTED : say_errno(outlet);
}

/* ---- Writing ------------------------------------------------------------------------------- */

/* Takes back the line that could not be written whole, where that can be done. */
static void take_back(cli_outlet *outlet, const char *bytes, size_t written)
{
    off_t half = 0, end;
    struct stat status;

    while (written > 0 && bytes[written - 1] != '\n') {
        written--;
        half++;
    }
    if (half == 0 || outlet->part != NULL || outlet->packer != NULL ||
        fstat(outlet->descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return;
    end = lseek(outlet->descriptor, 0, SEEK_CUR);
    if (end >= half && ftruncate(outlet->descriptor, end - half) == 0)
        (void)lseek(outlet->descriptor, 0, SEEK_END);
}

static bool write_all(void *to, const char *bytes, size_t size)
{
    cli_outlet *outlet = to;
    size_t done = 0;

    while (done < size) {
        ssize_t wrote = write(outlet->descriptor, bytes + done, size - done);

        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0) {
            outlet->failed = errno;
            take_back(outlet, bytes, done);
            return false;
        }
        done += (size_t)wrote;
        outlet->size += (uint64_t)wrote;
    }
    return true;
}

bool cli_outlet_write(cli_outlet *outlet, const char *bytes, size_t size)
{
    if (outlet->path == NULL || size == 0)
        return true;
    if (outlet->packer == NULL)
        return write_all(outlet, bytes, size);
    if (cli_packer_add(outlet->packer, bytes, size, false, write_all, outlet))
        return true;
    outlet->failed = outlet->failed != 0 ? outlet->failed : ENOMEM;
    return false;
}

bool cli_outlet_cut(cli_outlet *outlet, uint64_t size)
{
    struct stat status;

    if (outlet->part == NULL)
        return true;
    if (fstat(outlet->descriptor, &status) != 0 || (uint64_t)status.st_size < size ||
        ftruncate(outlet->descriptor, (off_t)size) != 0 ||
        lseek(outlet->descriptor, (off_t)size, SEEK_SET) < 0) {
        outlet->failed = errno;
        return false;
    }
    outlet->size = size;
    return true;
}

bool cli_outlet_mark(cli_outlet *outlet)
{
    if (outlet->path == NULL)
        return true;
    if (outlet->packer != NULL && !cli_packer_add(outlet->packer, "", 0, true, write_all, outlet)) {
        outlet->failed = outlet->failed != 0 ? outlet->failed : ENOMEM;
        return false;
    }
    if (outlet->part != NULL && fdatasync(outlet->descriptor) != 0) {
        outlet->failed = errno;
        return false;
    }
    return true;
}

/* ---- The end ------------------------------------------------------------------------------- */

int cli_outlet_name(cli_outlet *outlet)
{
    if (outlet->packer != NULL && outlet->size == 0 &&
        !cli_packer_add_nothing(outlet->packer, write_all, outlet))
        return cli_outlet_say(outlet);
    if (outlet->part == NULL)
        return EXIT_WANTED;
    if (rename(outlet->part, outlet->path) != 0 || !cli_sync_folder(outlet->path))
        return say_errno(outlet);
    free(outlet->part);
    outlet->part = NULL;
    return EXIT_WANTED;
}

void cli_outlet_close(cli_outlet *outlet, bool keep)
{
    if (outlet->part != NULL && !keep && outlet->descriptor >= 0)
        (void)unlink(outlet->part);
    if (outlet->descriptor > STDERR_FILENO)
        (void)close(outlet->descriptor);
    outlet->descriptor = -1;
    free(outlet->part);
    outlet->part = NULL;
    cli_packer_free(outlet->packer);
    outlet->packer = NULL;
}
