package io.reactivezmq.samples.cli;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A socket at work: its peers, its input and output, and its end, which a signal may bring about at any time. */
final class Session implements AutoCloseable {

    private static final Duration QUIET_START = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(20);
    /** For closing connections and printing, beyond linger. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Answers that may wait for room at once. */
    private static final int ANSWERS_UNDER_WAY = 256;

    private final ZmqSocket socket;
    private final ConnectionArguments arguments;
    private final Console console;
    private final Printer printer;
    private final PeerWatch peers;
    private final IdleWatch idle;
    private final Stats stats;
    private final Shutdown shutdown;
    private final Scheduler side = Schedulers.newSingle("console", true);
    private final AtomicLong unroutable = new AtomicLong();
    private volatile @Nullable Throwable inputFailure;
    private Disposable hint = Disposables.disposed();
    private boolean closed;

    Session(ZmqSocket socket, ConnectionArguments arguments, Console console, Printer printer) {
        this.socket = socket;
        this.arguments = arguments;
        this.console = console;
        this.printer = printer;
        peers = new PeerWatch(arguments.binds().isEmpty() && arguments.connects().size() == 1);
        idle = new IdleWatch(arguments.timeout(), printer::isWriting, this::nothingReceived);
        stats = new Stats(socket.type(), socket::statistics, System::nanoTime);
        shutdown = new Shutdown(arguments.common().linger().plus(GRACE));
        watch();
    }

    private void watch() {
        socket.events().subscribe(peers::watch);
        if (arguments.common().events()) {
            socket.events().onBackpressureDrop().publishOn(side).subscribe(event -> console.line(EventText.of(event)));
        }
        if (arguments.common().stats()) {
            side.schedulePeriodically(() -> console.status(stats.rates()), 1, 1, TimeUnit.SECONDS);
        }
        hint = side.schedule(() -> {
            if (!peers.anyone()) {
                console.line("waiting for a peer: " + peers.news());
            }
        }, QUIET_START.toNanos(), TimeUnit.NANOSECONDS);
    }

    Console console() {
        return console;
    }

    void bind(Endpoint endpoint) {
        try {
            Endpoint bound = socket.bindNow(endpoint);
            if (!bound.equals(endpoint)) {
                console.line("bound " + bound);
            }
        } catch (ZmqEndpointException failed) {
            throw CliFailure.runtime("--bind: " + failed.getMessage(), failed);
        }
    }

    void connect(Mono<Endpoint> connecting) {
        try {
            connecting.block();
        } catch (ZmqEndpointException failed) {
            throw CliFailure.runtime("--connect: " + failed.getMessage(), failed);
        }
    }

    /** Completes when somebody is there to send to, or the session ends. */
    Mono<Void> firstPeer() {
        return within(peers.ready());
    }

    /** As {@link #firstPeer()}, and something else is fulfilled that no event tells of. */
    Mono<Void> firstPeer(BooleanSupplier also) {
        return within(peers.ready().thenMany(Flux.interval(Duration.ZERO, POLL)).takeUntil(tick -> also.getAsBoolean()).then());
    }

    private Mono<Void> within(Mono<Void> ready) {
        Mono<Void> first = Mono.firstWithSignal(ready, peers.refused(), shutdown.asked());
        Duration timeout = arguments.timeout();
        return timeout == null ? first : first.timeout(timeout, Mono.error(() -> CliFailure.timeout(
                "no peer to send to within " + Text.of(timeout) + ": " + peers.news())));
    }

    /** What there is to read, until its end or the session's. */
    Flux<ZmqMessage> input(InputArguments input, @Nullable Long count) {
        BlockingSource.Messages messages = input.messages(System.in, count == null ? 1 : count);
        Flux<ZmqMessage> source = new BlockingSource(messages, input.pace(), arguments.timeout());
        return (count == null ? source : source.take(count)).takeUntilOther(shutdown.asked())
                .doOnError(failure -> inputFailure = failure);
    }

    /** Gives up when linger has passed since the session has to end; a failure of the input is not forgotten over that. */
    Mono<Void> withinLinger(Mono<Void> sending) {
        Mono<Void> over = shutdown.asked().then(Mono.delay(arguments.common().linger()))
                .then(Mono.defer(() -> inputFailure == null ? Mono.empty() : Mono.error(inputFailure)));
        return Mono.firstWithSignal(sending, over);
    }

    /** Ends at once when the session has to. */
    <T> Flux<T> whileOpen(Flux<T> stream) {
        return stream.takeUntilOther(shutdown.asked());
    }

    Flux<ZmqMessage> print(Flux<ZmqMessage> messages) {
        return printer.printing(messages, message -> message);
    }

    /** Prints what is received and passes it on, until {@code count}, the session's end, a silence, or a refusal. */
    Flux<ZmqMessage> output(Flux<ZmqMessage> received, @Nullable Long count) {
        return output(received, message -> message, count);
    }

    /** As {@link #output(Flux, Long)}, where what is received is more than a message. */
    <T> Flux<T> output(Flux<T> received, Function<T, ZmqMessage> content, @Nullable Long count) {
        Flux<T> wanted = count == null ? received : received.take(count);
        return printer.printing(wanted.doOnNext(message -> idle.sign())
                .takeUntilOther(Mono.firstWithSignal(shutdown.asked(), peers.refused(), idle.silence())), content);
    }

    /** Sends what is received back after it was printed; peers that are slow keep nobody else waiting. */
    Mono<Void> echo(Flux<ZmqMessage> received, @Nullable Long count, Function<ZmqMessage, Mono<Void>> sender) {
        return withinLinger(output(received, count).doOnTerminate(this::stop).flatMap(sender, ANSWERS_UNDER_WAY).then());
    }

    /** For a message that has nobody to go to: tells, and goes on. */
    Mono<Void> unroutable(@Nullable String reason) {
        return Mono.fromRunnable(() -> {
            unroutable.incrementAndGet();
            side.schedule(() -> console.line("not sent: " + reason));
        });
    }

    /** Begins the end, as a signal does: nothing more is read or received. */
    void stop() {
        shutdown.ask();
    }

    private CliFailure nothingReceived(Duration silence) {
        return CliFailure.timeout("nothing received for " + Text.of(silence) + ": " + peers.news());
    }

    /** Closes, and returns the exit status. */
    int end() {
        close();
        return unroutable.get() + Losses.of(socket.type(), socket.statistics()).undelivered() == 0 ? 0 : CliFailure.RUNTIME;
    }

    /** Lets what is queued go out within linger, prints what is left, and tells what was not delivered. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        String news = peers.news();
        socket.changeOptions(options -> options.linger(shutdown.left(arguments.common().linger())));
        Mono.firstWithSignal(socket.disposeLater(), Mono.delay(arguments.common().linger().plus(GRACE)).then()).block();
        printer.finish();
        hint.dispose();
        side.disposeGracefully().block();
        if (arguments.common().stats()) {
            console.line(stats.sum());
        }
        Losses.of(socket.type(), socket.statistics()).told(arguments.common().linger(), news).forEach(console::line);
        shutdown.finished();
    }
}
