package io.reactivezmq.sockets.hostile;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.TcpEndpoint;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.Security;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.RepSocket;
import io.reactivezmq.sockets.ReqSocket;
import io.reactivezmq.sockets.SubSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The program of {@link BlockingIT}: sockets at work on the threads of {@code Schedulers.parallel()} and on their own event
 * loops, while BlockHound watches all of these for calls that block. It tells what it saw before "over".
 */
final class BlockingVictim {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MESSAGES = 20_000;
    private static final int FRAMES = 40;
    private static final int LARGE = 40_000;
    private static final CurveKeyPair SERVER = CurveKeyPair.generate();
    private static final CurveKeyPair CLIENT = CurveKeyPair.generate();

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final ZmqContext zmq = TestContexts.builder().ioThreads(2).build();
    private final String wildcard;

    private BlockingVictim(String wildcard) {
        this.wildcard = wildcard;
    }

    /** @param wildcards endpoints to bind to, one transport each */
    public static void main(String[] wildcards) {
        Queue<String> blocked = new ConcurrentLinkedQueue<>();
        Hooks.onErrorDropped(Throwable::printStackTrace);
        work(wildcards); // what the JDK reads once in a process is not the question
        BlockHound.install(hound -> hound.blockingMethodCallback(method -> blocked.add(method + stack()))
                // a loop that has ended and waits for threads that still want to wake it: nobody waits for that loop
                .allowBlockingCallsInside("io.netty.channel.uring.IoUringIoHandler", "destroy"));
        Mono.fromRunnable(BlockingVictim::sleep).subscribeOn(Schedulers.parallel()).block(LIMIT);
        tell("control", blocked);
        work(wildcards);
        tell("blocking call", blocked);
        System.out.println("over");
    }

    private static void work(String... wildcards) {
        for (String wildcard : wildcards) {
            new BlockingVictim(wildcard).work();
        }
    }

    private static String stack() {
        return Arrays.stream(new Throwable().getStackTrace()).limit(FRAMES).map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining());
    }

    private static void sleep() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(String word, Queue<String> calls) {
        String call;
        while ((call = calls.poll()) != null) {
            System.out.println(word + " " + call);
        }
    }

    /** The calls are made on a thread that must not block; what is received comes on event loops. */
    private void work() {
        Mono.fromRunnable(() -> {
            pipeline();
            publishing();
            request();
            encrypted();
        }).subscribeOn(Schedulers.parallel()).block(LIMIT);
        await("pipeline");
        await("publishing");
        await("request");
        await("encrypted");
        Mono.fromRunnable(zmq::close).subscribeOn(Schedulers.parallel()).block(LIMIT);
        zmq.onDispose().block(LIMIT);
    }

    private void await(String what) {
        Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().filter(tick -> seen.contains(what)).blockFirst(LIMIT);
    }

    private void pipeline() {
        PullSocket pull = zmq.pull();
        PushSocket push = zmq.push();
        receive(pull, MESSAGES, "pipeline");
        bound(pull, endpoint -> push.connect(endpoint).subscribe());
        push.send(Flux.range(0, MESSAGES).map(i -> ZmqMessage.of("m" + i))).subscribe();
    }

    /** Handshakes of both sides, and messages of a size that is sealed one by one and of one that is sealed ahead. */
    private void encrypted() {
        PullSocket pull = zmq.pull(options -> options.security(Security.curveServer(SERVER)));
        PushSocket push = zmq.push(options -> options.security(Security.curve(SERVER.publicKey(), CLIENT)));
        receive(pull, MESSAGES, "encrypted");
        bound(pull, "encrypted", endpoint -> push.connect(endpoint).subscribe());
        push.send(Flux.range(0, MESSAGES).map(i -> i % 100 == 0 ? ZmqMessage.of(new byte[LARGE]) : ZmqMessage.of("m" + i)))
                .subscribe();
    }

    private void publishing() {
        PubSocket pub = zmq.pub();
        SubSocket sub = zmq.sub();
        sub.subscribe("topic");
        receive(sub, 10, "publishing");
        bound(pub, endpoint -> sub.connect(endpoint).subscribe());
        Flux.interval(Duration.ofMillis(1)).takeUntil(tick -> seen.contains("publishing"))
                .subscribe(tick -> pub.trySend(ZmqMessage.of("topic " + tick)));
    }

    private void request() {
        RepSocket rep = zmq.rep();
        ReqSocket req = zmq.req();
        rep.reply(Mono::just).subscribe();
        bound(rep, endpoint -> {
            req.connect(endpoint).subscribe();
            req.request(ZmqMessage.of("question")).subscribe(answer -> seen.add("request"));
        });
    }

    /** Who receives disconnects everything from within: that, too, happens on an event loop. */
    private void receive(ReceivingSocket socket, int count, String what) {
        socket.receive().take(count).doOnComplete(() -> {
            ((ZmqSocket) socket).close();
            seen.add(what);
        }).subscribe();
    }

    private void bound(ZmqSocket socket, Consumer<Endpoint> next) {
        bound(socket, socket.type().toString(), next);
    }

    /** A peer connects to a name where there is one, so that the name has to be resolved too. */
    private void bound(ZmqSocket socket, String name, Consumer<Endpoint> next) {
        socket.events().subscribe();
        socket.bind(wildcard.startsWith("inproc:") ? wildcard + name : wildcard).map(endpoint -> endpoint instanceof TcpEndpoint tcp && wildcard.contains("localhost")
                ? new TcpEndpoint("localhost", tcp.port()) : endpoint).subscribe(next);
    }
}
