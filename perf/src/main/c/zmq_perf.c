/*
 * The libzmq side of "compare": the same work as the Java workers do, and the same lines on standard output.
 *
 *   zmq_perf receive|send|both CASE ENDPOINT SIZE COUNT WARM-UP-MILLIS WINDOW-MILLIS
 *
 * "receive" measures, prints "result value=... unit=..." and exits; "send" is its counterpart and goes on until its
 * standard input ends, which is also how either one learns that the parent is gone; "both" is the two of them in one
 * process. Whoever binds prints "ready endpoint=... version=...", a proxy "endpoint=FRONTEND,BACKEND". COUNT is how many subscribers, connections or
 * clients there are. All socket options are libzmq's defaults, but for CURVE's where it is measured, and the linger,
 * which is zero, because what is still queued when a run ends is of no interest.
 *
 * cc -O2 -o zmq_perf zmq_perf.c -lzmq -lpthread
 */
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include <zmq.h>

#define FIRST_BYTE 0x5a
#define MAX_RECEIVERS 256
#define MAX_ENDPOINT 256
#define MAX_ROUND_TRIPS (1 << 22)
/* As in CurveSetup.java: the sample keys of libzmq's documentation. */
#define SERVER_PUBLIC "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
#define SERVER_SECRET "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"
#define CLIENT_PUBLIC "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"
#define CLIENT_SECRET "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"
/* As in IdleConnections.java: the connections before the base line, and how fast all are made. */
#define FIRST_CONNECTIONS 100
#define CONNECTIONS_AT_A_TIME 50
#define PAUSE_MILLIS 10

static void receive_stream(void);
static void send_stream(void);
static void request_forever(void);
static void reply_forever(void);
static void accept_many(void);
static void connect_many(void);
static void connect_again_and_again(void);
static void accept_forever(void);
static void stream_through_proxy(void);
static void proxy_router_dealer(void);
static void proxy_xsub_xpub(void);

/* A case is one row: the sockets of both roles, which role binds, what they do, and whether it is through CURVE. */
static const struct perf_case {
    const char *name;
    int sender;
    int receiver;
    int sender_binds;
    void (*receive)(void);
    void (*send)(void);
    int curve;
} cases[] = {
    {"push-pull", ZMQ_PUSH, ZMQ_PULL, 0, receive_stream, send_stream, 0},
    {"pub-sub", ZMQ_PUB, ZMQ_SUB, 1, receive_stream, send_stream, 0},
    {"req-rep", ZMQ_REP, ZMQ_REQ, 1, request_forever, reply_forever, 0},
    {"many", ZMQ_PUSH, ZMQ_PULL, 0, accept_many, connect_many, 0},
    {"curve", ZMQ_PUSH, ZMQ_PULL, 0, receive_stream, send_stream, 1},
    {"curve-handshakes", ZMQ_PULL, ZMQ_PUSH, 1, connect_again_and_again, accept_forever, 1},
    {"proxy-router-dealer", ZMQ_DEALER, ZMQ_DEALER, 1, stream_through_proxy, proxy_router_dealer, 0},
    {"proxy-xsub-xpub", ZMQ_PUB, ZMQ_SUB, 1, stream_through_proxy, proxy_xsub_xpub, 0},
};

static const struct perf_case *the_case;
static void *context;
static char *endpoint;
static size_t size;
static int count;
static int both;
static int warm_up_millis;
static int window_millis;

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

static void *watch_parent(void *unused)
{
    (void) unused;
    sleep_or_exit(-1);
    return NULL;
}

static void start(void *(*task)(void *), void *argument)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, task, argument) != 0) {
        fprintf(stderr, "zmq_perf: cannot start a thread\n");
        exit(1);
    }
}

static void set_key(void *socket, int option, const char *key)
{
    check(zmq_setsockopt(socket, option, key, strlen(key)) == 0, "a CURVE key");
}

/* Whoever binds is the server, and takes any client key. */
static void secure(void *socket, int type)
{
    int server = type == (the_case->sender_binds ? the_case->sender : the_case->receiver);
    if (!zmq_has("curve")) {
        fprintf(stderr, "zmq_perf: this libzmq was built without CURVE; it needs one that was built with libsodium\n");
        exit(1);
    }
    check(zmq_setsockopt(socket, ZMQ_CURVE_SERVER, &server, sizeof server) == 0, "ZMQ_CURVE_SERVER");
    if (!server) {
        set_key(socket, ZMQ_CURVE_SERVERKEY, SERVER_PUBLIC);
        set_key(socket, ZMQ_CURVE_PUBLICKEY, CLIENT_PUBLIC);
    }
    set_key(socket, ZMQ_CURVE_SECRETKEY, server ? SERVER_SECRET : CLIENT_SECRET);
}

static void *open_socket(int type)
{
    int linger = 0;
    void *socket = zmq_socket(context, type);
    check(socket != NULL, "zmq_socket");
    check(zmq_setsockopt(socket, ZMQ_LINGER, &linger, sizeof linger) == 0, "ZMQ_LINGER");
    if (type == ZMQ_SUB)
        check(zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0) == 0, "ZMQ_SUBSCRIBE");
    if (the_case->curve)
        secure(socket, type);
    return socket;
}

/* Where it is bound, in a buffer of the caller's. */
static void *bind_to(void *socket, const char *wanted, char bound[MAX_ENDPOINT])
{
    size_t length = MAX_ENDPOINT;
    check(zmq_bind(socket, wanted) == 0, "zmq_bind");
    check(zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, bound, &length) == 0, "ZMQ_LAST_ENDPOINT");
    return socket;
}

static void tell_ready(const char *bound, const char *separator, const char *other)
{
    int major, minor, patch;
    zmq_version(&major, &minor, &patch);
    printf("ready endpoint=%s%s%s version=%d.%d.%d\n", bound, separator, other, major, minor, patch);
    fflush(stdout);
}

/* Binds and tells the parent, or connects. */
static void *attach(void *socket, int bind)
{
    char bound[MAX_ENDPOINT];
    if (bind) {
        bind_to(socket, endpoint, bound);
        tell_ready(bound, "", "");
    } else {
        check(zmq_connect(socket, endpoint) == 0, "zmq_connect");
    }
    return socket;
}

static void finish(void)
{
    fflush(stdout);
    _exit(0);
}

/* Streams: every receiver is a thread that counts, and the main thread looks at the clock. */

struct receiver {
    _Alignas(64) atomic_ulong received; /* written by its thread alone; a relaxed store costs what a plain one does */
    void *socket;
};

static struct receiver receivers[MAX_RECEIVERS];

struct reading {
    unsigned long count;
    long long nanos;
};

/* Count and clock belong together only if the scheduler did not step in between, hence the second look at the clock. */
static struct reading read_meter(struct receiver *receiver)
{
    struct reading result = {0, 0};
    int tries;
    for (tries = 0; tries < 100; tries++) {
        long long before = now_nanos();
        result.count = atomic_load_explicit(&receiver->received, memory_order_relaxed);
        result.nanos = now_nanos();
        if (result.nanos - before < 20000)
            break;
    }
    return result;
}

static void check_message(zmq_msg_t *message)
{
    if (zmq_msg_size(message) != size || *(unsigned char *) zmq_msg_data(message) != FIRST_BYTE) {
        fprintf(stderr, "zmq_perf: a message is not what was sent: %zu bytes\n", zmq_msg_size(message));
        exit(1);
    }
}

/* A message counts when its last frame has arrived, and that is the one with the payload. */
static void *count_forever(void *argument)
{
    struct receiver *receiver = argument;
    unsigned long received = 0;
    zmq_msg_t message;
    check(zmq_msg_init(&message) == 0, "zmq_msg_init");
    for (;;) {
        if (zmq_msg_recv(&message, receiver->socket, 0) < 0) {
            check(zmq_errno() == EINTR, "zmq_msg_recv");
            continue;
        }
        if (zmq_msg_more(&message))
            continue;
        check_message(&message);
        atomic_store_explicit(&receiver->received, ++received, memory_order_relaxed);
    }
    return NULL;
}

static char *new_payload(void)
{
    char *payload = calloc(1, size);
    check(payload != NULL, "calloc");
    payload[0] = FIRST_BYTE;
    return payload;
}

static void send_forever(void *socket)
{
    char *payload = new_payload();
    for (;;)
        if (zmq_send(socket, payload, size, 0) < 0)
            check(zmq_errno() == EINTR, "zmq_send");
}

static void send_stream(void)
{
    send_forever(attach(open_socket(the_case->sender), the_case->sender_binds));
}

static void *send_in_thread(void *unused)
{
    send_stream();
    return unused;
}

static void measure_streams(void)
{
    static struct reading first[MAX_RECEIVERS];
    double slowest = 0;
    int i;
    for (i = 0; i < count; i++)
        while (read_meter(&receivers[i]).count == 0)
            sleep_or_exit(1);
    sleep_or_exit(warm_up_millis);
    for (i = 0; i < count; i++)
        first[i] = read_meter(&receivers[i]);
    sleep_or_exit(window_millis);
    for (i = 0; i < count; i++) {
        struct reading last = read_meter(&receivers[i]);
        double rate = (last.count - first[i].count) * 1e9 / (last.nanos - first[i].nanos);
        if (i == 0 || rate < slowest)
            slowest = rate;
    }
    printf("result value=%.3f unit=msg/s\n", slowest);
    finish();
}

static void receive_stream(void)
{
    int i;
    check(count <= MAX_RECEIVERS, "too many subscribers");
    for (i = 0; i < count; i++) {
        receivers[i].socket = attach(open_socket(the_case->receiver), !the_case->sender_binds);
        start(count_forever, &receivers[i]);
    }
    if (both)
        start(send_in_thread, NULL);
    measure_streams();
}

/* Round trips. */

static int by_value(const void *a, const void *b)
{
    unsigned x = *(const unsigned *) a, y = *(const unsigned *) b;
    return x < y ? -1 : x > y;
}

static void request_forever(void)
{
    static unsigned nanos[MAX_ROUND_TRIPS];
    void *socket = attach(open_socket(the_case->receiver), !the_case->sender_binds);
    char *payload = new_payload();
    long long from = 0, end;
    int trips = 0;
    zmq_msg_t message;
    check(zmq_msg_init(&message) == 0, "zmq_msg_init");
    start(watch_parent, NULL);
    do {
        long long begin = now_nanos();
        check(zmq_send(socket, payload, size, 0) >= 0, "zmq_send");
        check(zmq_msg_recv(&message, socket, 0) >= 0, "zmq_msg_recv");
        end = now_nanos();
        check_message(&message);
        if (from == 0)
            from = end + warm_up_millis * 1000000LL;
        else if (begin >= from && trips < MAX_ROUND_TRIPS)
            nanos[trips++] = end - begin > UINT32_MAX ? UINT32_MAX : (unsigned) (end - begin);
    } while (end < from + window_millis * 1000000LL || trips == 0);
    qsort(nanos, trips, sizeof nanos[0], by_value);
    printf("result value=%.3f unit=us p99=%.3f\n", nanos[(trips - 1) / 2] / 1e3, nanos[(int) ((trips - 1) * 0.99)] / 1e3);
    finish();
}

static void reply_forever(void)
{
    void *socket = attach(open_socket(the_case->sender), the_case->sender_binds);
    zmq_msg_t message;
    check(zmq_msg_init(&message) == 0, "zmq_msg_init");
    for (;;) {
        check(zmq_msg_recv(&message, socket, 0) >= 0, "zmq_msg_recv");
        check(zmq_msg_send(&message, socket, 0) >= 0, "zmq_msg_send");
    }
}

/* Many idle connections, as IdleConnections.java has it. */

static int descriptors(void)
{
    DIR *directory = opendir("/proc/self/fd");
    int open = 0;
    check(directory != NULL, "/proc/self/fd");
    while (readdir(directory) != NULL)
        open++;
    closedir(directory);
    return open;
}

static void await_descriptors(int wanted)
{
    while (descriptors() < wanted)
        sleep_or_exit(20);
}

static double resident_bytes(void)
{
    long total, resident;
    FILE *file = fopen("/proc/self/statm", "r");
    check(file != NULL && fscanf(file, "%ld %ld", &total, &resident) == 2, "/proc/self/statm");
    fclose(file);
    return (double) resident * sysconf(_SC_PAGESIZE);
}

static double cpu_millis(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static void accept_many(void)
{
    void *socket = open_socket(the_case->receiver);
    double memory, cpu;
    int open = descriptors();
    attach(socket, 1);
    await_descriptors(open + FIRST_CONNECTIONS);
    sleep_or_exit(warm_up_millis / 2);
    open = descriptors();
    memory = resident_bytes();
    await_descriptors(open + count);
    sleep_or_exit(warm_up_millis);
    memory = resident_bytes() - memory;
    cpu = cpu_millis();
    sleep_or_exit(window_millis);
    printf("result value=%.3f unit=B/conn cpu-ms=%.3f\n", memory / count, cpu_millis() - cpu);
    finish();
}

static void connect_many(void)
{
    void *socket = open_socket(the_case->sender);
    int i;
    for (i = 0; i < FIRST_CONNECTIONS + count; i++) {
        if (i == FIRST_CONNECTIONS)
            sleep_or_exit(warm_up_millis);
        attach(socket, 0);
        if (i % CONNECTIONS_AT_A_TIME == 0)
            sleep_or_exit(PAUSE_MILLIS);
    }
    sleep_or_exit(-1);
}

/* Handshakes, as CurveHandshakes.java has it; every client is a thread. */

static atomic_ulong handshakes;

static void await_event(void *monitor)
{
    int more = 1;
    while (more) {
        zmq_msg_t frame;
        check(zmq_msg_init(&frame) == 0, "zmq_msg_init");
        while (zmq_msg_recv(&frame, monitor, 0) < 0)
            check(zmq_errno() == EINTR, "zmq_msg_recv from a monitor");
        more = zmq_msg_more(&frame);
        zmq_msg_close(&frame);
    }
}

static void *shake_hands_forever(void *socket)
{
    char address[64];
    void *monitor = zmq_socket(context, ZMQ_PAIR);
    check(monitor != NULL, "zmq_socket");
    snprintf(address, sizeof address, "inproc://monitor-%p", socket);
    check(zmq_socket_monitor(socket, address, ZMQ_EVENT_HANDSHAKE_SUCCEEDED) == 0, "zmq_socket_monitor");
    check(zmq_connect(monitor, address) == 0, "zmq_connect to a monitor");
    for (;;) {
        attach(socket, 0);
        await_event(monitor);
        atomic_fetch_add_explicit(&handshakes, 1, memory_order_relaxed);
        check(zmq_disconnect(socket, endpoint) == 0, "zmq_disconnect");
    }
    return NULL;
}

static void connect_again_and_again(void)
{
    unsigned long first;
    long long from;
    int i;
    for (i = 0; i < count; i++)
        start(shake_hands_forever, open_socket(the_case->receiver));
    while (atomic_load(&handshakes) == 0)
        sleep_or_exit(1);
    sleep_or_exit(warm_up_millis);
    first = atomic_load(&handshakes);
    from = now_nanos();
    sleep_or_exit(window_millis);
    printf("result value=%.3f unit=handshakes/s\n", (atomic_load(&handshakes) - first) * 1e9 / (now_nanos() - from));
    finish();
}

static void accept_forever(void)
{
    attach(open_socket(the_case->sender), 1);
    sleep_or_exit(-1);
}

/* A proxy between two bound sockets; client and worker are threads of one other process, one stream between them. */

static void *send_in_thread_to(void *socket)
{
    send_forever(socket);
    return NULL;
}

static void stream_through_proxy(void)
{
    char *backend = strchr(endpoint, ',');
    void *client = open_socket(the_case->sender);
    if (backend == NULL) {
        fprintf(stderr, "zmq_perf: a proxy has two endpoints, FRONTEND,BACKEND: %s\n", endpoint);
        exit(2);
    }
    *backend++ = 0;
    receivers[0].socket = open_socket(the_case->receiver);
    check(zmq_connect(receivers[0].socket, backend) == 0, "zmq_connect");
    check(zmq_connect(client, endpoint) == 0, "zmq_connect");
    start(count_forever, &receivers[0]);
    start(send_in_thread_to, client);
    measure_streams();
}

static void proxy(int front_type, int back_type)
{
    char front[MAX_ENDPOINT], back[MAX_ENDPOINT], wanted[MAX_ENDPOINT];
    void *frontend = bind_to(open_socket(front_type), endpoint, front);
    int is_path = strncmp(endpoint, "ipc:", 4) == 0;
    void *backend;
    snprintf(wanted, sizeof wanted, "%s%s", endpoint, is_path ? "-backend" : "");
    backend = bind_to(open_socket(back_type), wanted, back);
    tell_ready(front, ",", back);
    zmq_proxy(frontend, backend, NULL);
    fail("zmq_proxy");
}

static void proxy_router_dealer(void)
{
    proxy(ZMQ_ROUTER, ZMQ_DEALER);
}

static void proxy_xsub_xpub(void)
{
    proxy(ZMQ_XSUB, ZMQ_XPUB);
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
    if (argc != 8) {
        fprintf(stderr, "usage: zmq_perf receive|send|both CASE ENDPOINT SIZE COUNT WARM-UP-MILLIS WINDOW-MILLIS\n");
        return 2;
    }
    both = strcmp(argv[1], "both") == 0;
    the_case = find_case(argv[2]);
    endpoint = argv[3];
    size = strtoul(argv[4], NULL, 10);
    count = atoi(argv[5]);
    warm_up_millis = atoi(argv[6]);
    window_millis = atoi(argv[7]);
    context = zmq_ctx_new();
    check(context != NULL, "zmq_ctx_new");
    if (strcmp(argv[1], "send") == 0) {
        if (the_case->send != connect_many && the_case->send != accept_forever)
            start(watch_parent, NULL);
        the_case->send();
    }
    the_case->receive();
    return 1;
}
