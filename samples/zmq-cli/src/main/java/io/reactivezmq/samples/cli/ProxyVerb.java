package io.reactivezmq.samples.cli;

import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.proxy.SteerableProxy;
import io.reactivezmq.proxy.SteerableProxyBuilder;
import io.reactivezmq.sockets.ZmqContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** {@code proxy}: forwards between two sockets until interrupted, or told to end. */
@Command(name = "proxy", description = "Forward messages between two sockets, both ways, until interrupted or a TERMINATE on "
        + "--control. A socket is TYPE:ENDPOINT, which binds, or TYPE+connect:ENDPOINT. --plain-server and --curve-server-file "
        + "are for all sockets that bind, --plain-user and --curve-server-key for all that connect; "
        + "without the one of its kind a socket has no security.")
final class ProxyVerb implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofSeconds(5);

    @Mixin
    private HelpArguments help = new HelpArguments();

    @Mixin
    private SocketArguments common = new SocketArguments();

    @Mixin
    private SecurityArguments security = new SecurityArguments();

    @Option(names = "--frontend", required = true, paramLabel = "SOCKET", converter = ProxySide.Converter.class,
            description = "Such as xsub:tcp://*:5555, router:tcp://*:5555 or pull:tcp://*:5555.")
    private @Nullable ProxySide frontend;

    @Option(names = "--backend", required = true, paramLabel = "SOCKET", converter = ProxySide.Converter.class,
            description = "Such as xpub:tcp://*:5556, dealer:tcp://*:5556 or push:tcp://*:5556.")
    private @Nullable ProxySide backend;

    @Option(names = "--capture", paramLabel = "SOCKET", converter = ProxySide.Converter.class,
            description = "Send a copy of each message here, if there is room: a pub, push, dealer, pair or xpub.")
    private @Nullable ProxySide capture;

    @Option(names = "--control", paramLabel = "SOCKET", converter = ProxySide.Converter.class,
            description = "Take PAUSE, RESUME, TERMINATE and STATISTICS here: a rep, pair, dealer, pull or sub.")
    private @Nullable ProxySide control;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (frontend == null || backend == null) {
            throw CliFailure.usage("--frontend and --backend are required");
        }
        ProxyOptions options = ProxyOptions.of(common, security,
                Stream.of(frontend, backend, capture, control).filter(Objects::nonNull).toList());
        Shutdown shutdown = new Shutdown(common.linger().plus(GRACE));
        Scheduler side = Schedulers.newSingle("console", true);
        Console console = Console.of(spec.commandLine().getErr());
        try (ZmqContext zmq = common.context(Runtime.getRuntime().availableProcessors())) {
            return run(new ProxySockets(zmq, options, console), frontend, backend, console, shutdown, side);
        } finally {
            side.dispose();
            shutdown.finished();
        }
    }

    private int run(ProxySockets sockets, ProxySide frontend, ProxySide backend, Console console, Shutdown shutdown,
            Scheduler side) {
        ZmqSocket front = sockets.open(frontend, "--frontend");
        ZmqSocket back = sockets.open(backend, "--backend");
        SteerableProxyBuilder proxy = SteerableProxy.builder(front, back);
        addCapture(proxy, sockets);
        addControl(proxy, sockets);
        if (common.events()) {
            Flux.merge(front.events(), back.events()).onBackpressureDrop().publishOn(side)
                    .subscribe(event -> console.line(EventText.of(event)));
        }
        if (common.stats()) {
            Stats stats = Stats.ofBothWays(() -> front.statistics().plus(back.statistics()), System::nanoTime);
            side.schedulePeriodically(() -> console.status(stats.rates()), 1, 1, TimeUnit.SECONDS);
        }
        sockets.attach(frontend, front, "--frontend");
        sockets.attach(backend, back, "--backend");
        List<ProxyEnd> ends = List.of(new ProxyEnd("--frontend", front), new ProxyEnd("--backend", back));
        String refusal = Mono.firstWithSignal(proxy.build().run().then(Mono.<String>empty()),
                shutdown.asked().then(Mono.<String>empty()), sockets.refusal()).block();
        close(ends, shutdown, side);
        int status = ends.stream().mapToInt(end -> end.tell(console, common)).max().orElse(0);
        if (refusal == null) {
            return status;
        }
        console.line(refusal);
        return CliFailure.RUNTIME;
    }

    /** What has been taken from one side goes out at the other within linger. */
    private void close(List<ProxyEnd> ends, Shutdown shutdown, Scheduler side) {
        Duration left = shutdown.left(common.linger());
        Mono.firstWithSignal(Flux.fromIterable(ends).flatMap(end -> end.close(left)).then(),
                Mono.delay(left.plus(GRACE)).then()).block();
        side.disposeGracefully().block();
    }

    private void addCapture(SteerableProxyBuilder proxy, ProxySockets sockets) {
        if (capture != null) {
            ZmqSocket socket = sockets.open(capture, "--capture");
            if (!(socket instanceof SendingSocket sending)) {
                throw CliFailure.usage("--capture is a pub, push, dealer, pair or xpub");
            }
            proxy.capture(sending);
            sockets.attach(capture, socket, "--capture");
        }
    }

    private void addControl(SteerableProxyBuilder proxy, ProxySockets sockets) {
        if (control != null) {
            ZmqSocket socket = sockets.open(control, "--control");
            proxy.control(socket);
            sockets.attach(control, socket, "--control");
        }
    }
}
