/* Stands before the C library (LD_PRELOAD) and has one call on a file below a folder fail, or kills the program there.
 *
 * FAULT_UNDER   the folder; calls on other files pass
 * FAULT_KIND    which calls are counted: open create read write rename sync mkdir remove list truncate lock stat, or any, or
 *               change (all that alter the disk)
 * FAULT_AT      the number of the call, from 1; 0 only counts
 * FAULT_ERROR   the error number that it gets; 0 kills the program before the call
 * FAULT_LASTS   1: every later call of the kind fails as well, as on a disk that is gone
 * FAULT_LOG     where each counted call is written as "number kind path"
 * FAULT_NO_EXCHANGE  1: the system call that exchanges two names is unknown
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define DESCRIPTORS 4096

static const char *under, *kind;
static size_t under_length;
static long at, error, lasts, counted;
static int log_to = -1;
static char *names[DESCRIPTORS];

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static void forget_exchange(void) {
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_renameat2, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) _exit(97);
}

__attribute__((constructor)) static void begin(void) {
    under = getenv("FAULT_UNDER");
    kind = getenv("FAULT_KIND");
    if (!under || !kind) return;
    under_length = strlen(under);
    at = number("FAULT_AT");
    error = number("FAULT_ERROR");
    lasts = number("FAULT_LASTS");
    const char *path = getenv("FAULT_LOG");
    if (path) log_to = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (number("FAULT_NO_EXCHANGE")) forget_exchange();
}

static int is_below(const char *path) {
    return under && path && !strncmp(path, under, under_length) && (path[under_length] == '/' || !path[under_length]);
}

static const char *name_of(int descriptor) {
    return descriptor >= 0 && descriptor < DESCRIPTORS ? names[descriptor] : NULL;
}

static void name(int descriptor, const char *path) {
    if (descriptor >= 0 && descriptor < DESCRIPTORS) names[descriptor] = path ? strdup(path) : NULL;
}

static int is_counted(const char *what) {
    if (!strcmp(kind, what) || !strcmp(kind, "any")) return 1;
    return !strcmp(kind, "change") && strcmp(what, "open") && strcmp(what, "read") && strcmp(what, "list") && strcmp(what, "stat");
}

/* Whether the call is the one that fails; `errno` says how. */
static int fails(const char *what, const char *path) {
    if (!path || !is_counted(what)) return 0;
    long own = __atomic_add_fetch(&counted, 1, __ATOMIC_SEQ_CST);
    if (log_to >= 0) {
        char line[8192];
        int length = snprintf(line, sizeof line, "%ld %s %s\n", own, what, path);
        if (syscall(SYS_write, log_to, line, length) < 0) return 0;
    }
    if (!at || (own != at && !(lasts && own > at))) return 0;
    if (!error) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    errno = error;
    return 1;
}

#define REAL(result, function, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, function)

static const char *placed(int folder, const char *path) {
    if (path && *path == '/') return is_below(path) ? path : NULL;
    return name_of(folder) ? path : NULL;
}

#define OPEN_AT(function) \
    int function(int folder, const char *path, int flags, ...) { \
        REAL(int, #function, int, const char *, int, ...); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = va_arg(rest, mode_t); \
        va_end(rest); \
        const char *own = placed(folder, path); \
        if (fails("open", own) || (own && (flags & (O_CREAT | O_TRUNC)) && fails("create", own))) return -1; \
        int descriptor = real(folder, path, flags, mode); \
        if (descriptor >= 0) name(descriptor, own); \
        return descriptor; \
    }
OPEN_AT(openat)
OPEN_AT(openat64)

#define OPEN(function) \
    int function(const char *path, int flags, ...) { \
        REAL(int, #function, const char *, int, ...); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = va_arg(rest, mode_t); \
        va_end(rest); \
        const char *own = placed(-1, path); \
        if (fails("open", own) || (own && (flags & (O_CREAT | O_TRUNC)) && fails("create", own))) return -1; \
        int descriptor = real(path, flags, mode); \
        if (descriptor >= 0) name(descriptor, own); \
        return descriptor; \
    }
OPEN(open)
OPEN(open64)

int close(int descriptor) {
    REAL(int, "close", int);
    name(descriptor, NULL);
    return real(descriptor);
}

ssize_t read(int descriptor, void *bytes, size_t length) {
    REAL(ssize_t, "read", int, void *, size_t);
    return fails("read", name_of(descriptor)) ? -1 : real(descriptor, bytes, length);
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    /* Killed in the middle: half of the bytes are there. */
    if (name_of(descriptor) && !error && at && is_counted("write") && counted + 1 == at) real(descriptor, bytes, length / 2);
    return fails("write", name_of(descriptor)) ? -1 : real(descriptor, bytes, length);
}

ssize_t writev(int descriptor, const struct iovec *pieces, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    return fails("write", name_of(descriptor)) ? -1 : real(descriptor, pieces, count);
}

#define ON_DESCRIPTOR(function, what) \
    int function(int descriptor) { \
        REAL(int, #function, int); \
        return fails(what, name_of(descriptor)) ? -1 : real(descriptor); \
    }
ON_DESCRIPTOR(fsync, "sync")
ON_DESCRIPTOR(fdatasync, "sync")

int flock(int descriptor, int operation) {
    REAL(int, "flock", int, int);
    return fails("lock", name_of(descriptor)) ? -1 : real(descriptor, operation);
}

int ftruncate64(int descriptor, off64_t length) {
    REAL(int, "ftruncate64", int, off64_t);
    return fails("truncate", name_of(descriptor)) ? -1 : real(descriptor, length);
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    return fails("rename", placed(-1, from)) ? -1 : real(from, to);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    return fails("mkdir", placed(-1, path)) ? -1 : real(path, mode);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    return fails("remove", placed(-1, path)) ? -1 : real(path);
}

int rmdir(const char *path) {
    REAL(int, "rmdir", const char *);
    return fails("remove", placed(-1, path)) ? -1 : real(path);
}

int unlinkat(int folder, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    return fails("remove", placed(folder, path)) ? -1 : real(folder, path, flags);
}

DIR *opendir(const char *path) {
    REAL(DIR *, "opendir", const char *);
    if (fails("list", placed(-1, path))) return NULL;
    DIR *listing = real(path);
    if (listing && placed(-1, path)) name(dirfd(listing), path);
    return listing;
}

struct dirent64 *readdir64(DIR *listing) {
    REAL(struct dirent64 *, "readdir64", DIR *);
    return fails("list", name_of(dirfd(listing))) ? NULL : real(listing);
}

int statx(int folder, const char *restrict asked, int flags, unsigned mask, struct statx *restrict found) {
    REAL(int, "statx", int, const char *, int, unsigned, struct statx *);
    /* Whoever asks whether the call is known at all gives no path. */
    const char *volatile path = asked;
    if (!path) return real(folder, path, flags, mask, found);
    const char *own = *path ? placed(folder, path) : name_of(folder);
    return fails("stat", own) ? -1 : real(folder, path, flags, mask, found);
}
