/*
 * The libzmq side of "compare": the same work as the Java workers do, and the same lines on standard output.
 *
 *   zmq_perf receive CASE BIND-ENDPOINT SIZE WARM-UP-MILLIS WINDOW-MILLIS
 *   zmq_perf send    CASE ENDPOINT SIZE
 *
 * The receiver binds, prints "ready endpoint=... version=...", lets the warm-up pass on the live connection, counts the
 * messages that arrive within the window, prints "result value=... unit=msg/s" and exits. The sender sends until its
 * standard input ends, which is also how either one learns that the parent is gone. All socket options are libzmq's
 * defaults; only the linger is zero, because what is still queued when a run ends is of no interest.
 *
 * cc -O2 -o zmq_perf zmq_perf.c -lzmq -lpthread
 */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zmq.h>

#define FIRST_BYTE 0x5a

/* A case is one row: the socket that sends and the socket that receives. */
struct perf_case {
    const char *name;
    int sender;
    int receiver;
};

static const struct perf_case cases[] = {
    {"push-pull", ZMQ_PUSH, ZMQ_PULL},
    {"pub-sub", ZMQ_PUB, ZMQ_SUB},
};

/* Written by the receiving thread alone; a relaxed store costs what a plain one does. */
static atomic_ulong received;

static long warm_up_millis;
static long window_millis;

static void fail(const char *what)
{
    fprintf(stderr, "zmq_perf: %s: %s\n", what, zmq_strerror(zmq_errno()));
    exit(1);
}

static void check(int ok, const char *what)
{
    if (!ok)
        fail(what);
}

static long long now_nanos(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* Sleeps, but ends the process as soon as standard input does: then the parent is gone or has had enough. */
static void sleep_or_exit(int millis)
{
    long long until = now_nanos() + millis * 1000000LL;
    for (;;) {
        long long left = millis < 0 ? -1 : (until - now_nanos() + 999999) / 1000000;
        struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
        char ignored[64];
        if (millis >= 0 && left <= 0)
            return;
        if (poll(&in, 1, (int) left) > 0 && read(STDIN_FILENO, ignored, sizeof ignored) <= 0)
            _exit(0);
    }
}

struct reading {
    unsigned long count;
    long long nanos;
};

/* Count and clock belong together only if the scheduler did not step in between, hence the second look at the clock. */
static struct reading read_meter(void)
{
    struct reading result = {0, 0};
    int tries;
    for (tries = 0; tries < 100; tries++) {
        long long before = now_nanos();
        result.count = atomic_load_explicit(&received, memory_order_relaxed);
        result.nanos = now_nanos();
        if (result.nanos - before < 20000)
            break;
    }
    return result;
}

static void *measure(void *unused)
{
    struct reading start, end;
    (void) unused;
    while (atomic_load_explicit(&received, memory_order_relaxed) == 0)
        sleep_or_exit(1);
    sleep_or_exit(warm_up_millis);
    start = read_meter();
    sleep_or_exit(window_millis);
    end = read_meter();
    printf("result value=%.3f unit=msg/s\n", (end.count - start.count) * 1e9 / (end.nanos - start.nanos));
    fflush(stdout);
    _exit(0);
}

static void *watch_parent(void *unused)
{
    (void) unused;
    sleep_or_exit(-1);
    return NULL;
}

static void start(void *(*task)(void *))
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, task, NULL) != 0) {
        fprintf(stderr, "zmq_perf: cannot start a thread\n");
        exit(1);
    }
}

static void *open_socket(void *context, int type)
{
    int linger = 0;
    void *socket = zmq_socket(context, type);
    check(socket != NULL, "zmq_socket");
    check(zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger) == 0, "ZMQ_LINGER");
    if (type == ZMQ_SUB)
        check(zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0) == 0, "ZMQ_SUBSCRIBE");
    return socket;
}

static void receive(void *socket, const char *endpoint, size_t size)
{
    char bound[256];
    size_t bound_length = sizeof bound;
    int major, minor, patch;
    unsigned long count = 0;
    zmq_msg_t message;

    check(zmq_bind(socket, endpoint) == 0, "zmq_bind");
    check(zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, bound, &bound_length) == 0, "ZMQ_LAST_ENDPOINT");
    zmq_version(&major, &minor, &patch);
    printf("ready endpoint=%s version=%d.%d.%d\n", bound, major, minor, patch);
    fflush(stdout);
    start(measure);
    check(zmq_msg_init(&message) == 0, "zmq_msg_init");
    for (;;) {
        if (zmq_msg_recv(&message, socket, 0) < 0) {
            check(zmq_errno() == EINTR, "zmq_msg_recv");
            continue;
        }
        if (zmq_msg_size(&message) != size || *(unsigned char *) zmq_msg_data(&message) != FIRST_BYTE) {
            fprintf(stderr, "zmq_perf: a message is not what was sent: %zu bytes\n", zmq_msg_size(&message));
            exit(1);
        }
        atomic_store_explicit(&received, ++count, memory_order_relaxed);
    }
}

static void send_forever(void *socket, const char *endpoint, size_t size)
{
    char *payload = malloc(size);
    check(payload != NULL, "malloc");
    memset(payload, 0, size);
    payload[0] = FIRST_BYTE;
    check(zmq_connect(socket, endpoint) == 0, "zmq_connect");
    start(watch_parent);
    for (;;)
        if (zmq_send(socket, payload, size, 0) < 0)
            check(zmq_errno() == EINTR, "zmq_send");
}

static const struct perf_case *find_case(const char *name)
{
    size_t i;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (strcmp(cases[i].name, name) == 0)
            return &cases[i];
    fprintf(stderr, "zmq_perf: no such case: %s\n", name);
    exit(2);
}

int main(int argc, char **argv)
{
    void *context = zmq_ctx_new();
    check(context != NULL, "zmq_ctx_new");
    if (argc == 7 && strcmp(argv[1], "receive") == 0) {
        warm_up_millis = atol(argv[5]);
        window_millis = atol(argv[6]);
        receive(open_socket(context, find_case(argv[2])->receiver), argv[3], strtoul(argv[4], NULL, 10));
    } else if (argc == 5 && strcmp(argv[1], "send") == 0) {
        send_forever(open_socket(context, find_case(argv[2])->sender), argv[3], strtoul(argv[4], NULL, 10));
    }
    fprintf(stderr, "usage: zmq_perf receive CASE ENDPOINT SIZE WARM-UP-MILLIS WINDOW-MILLIS\n"
                    "       zmq_perf send CASE ENDPOINT SIZE\n");
    return 2;
}
