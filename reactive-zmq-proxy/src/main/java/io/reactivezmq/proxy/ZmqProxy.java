package io.reactivezmq.proxy;

import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.message.ZmqMessage;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Forwards messages between two sockets, both ways, as libzmq's {@code zmq_proxy} does.
 *
 * <pre>{@code
 * RouterSocket frontend = zmq.router();               // clients: REQ, DEALER
 * DealerSocket backend = zmq.dealer();                // workers: REP, DEALER
 * frontend.bindNow("tcp://127.0.0.1:5555");
 * backend.bindNow("tcp://127.0.0.1:5556");
 * Disposable running = ZmqProxy.between(frontend, backend).start();
 * }</pre>
 *
 * <p><b>Pairs</b>: any two sockets of which at least one can send what the other receives, such as XSUB and XPUB, ROUTER and DEALER, PULL
 * and PUSH, in either order; each direction that the types allow is forwarded. One socket may be both sides: a DEALER, ROUTER or PAIR then
 * echoes. REQ and REP, and pairs without a direction, are refused with
 * {@link io.reactivezmq.core.error.ZmqOptionException} (EINVAL).
 *
 * <p><b>Whose sockets</b>: the caller's. The proxy binds, connects and closes nothing; while it runs it is the one subscriber of both
 * {@code receive()}s. Sending through the sockets beside it is allowed.
 *
 * <p><b>Back-pressure</b>: nothing is taken from a socket before the other one has room, apart from one message a direction, so a backend
 * that stalls fills the high-water marks and then holds the clients back over TCP. The proxy has no queue. What a direction can wait for:
 *
 * <ul>
 *   <li>PUSH, DEALER, PAIR: any peer with room. A peer that stalls is passed by.
 *   <li>PUB, XPUB, XSUB, ROUTER: nobody; who is at its high-water mark misses the message, which its socket counts.
 *   <li>A ROUTER with {@code routing.mandatory}: the peer that the next message is for. The messages behind it wait too, whoever they are
 *       for: order is kept and there is one line. XPUB with {@code pubSub.noDrop} waits for its slowest subscriber likewise.
 * </ul>
 *
 * <p>The directions never wait for each other. A message that the other socket refuses by itself (a mandatory ROUTER whose peer has
 * gone) is counted, by the socket and in {@link #statistics()}, and passed over.
 *
 * <p>Threads: none of its own; it runs on the event loops of its sockets, apart from {@link #captured()}. All calls are thread-safe. Any
 * number of proxies may run beside each other, chained through sockets or not.
 *
 * @see <a href="https://rfc.zeromq.org/spec/28/">RFC 28, REQREP</a>
 */
public final class ZmqProxy {

    private final ProxyCore core;

    ZmqProxy(ProxyCore core) {
        this.core = core;
    }

    /**
     * A proxy between these sockets, without capture.
     *
     * @throws io.reactivezmq.core.error.ZmqOptionException (EINVAL) if no message could go from one to the other
     */
    public static ZmqProxy between(ZmqSocket frontend, ZmqSocket backend) {
        return builder(frontend, backend).build();
    }

    /** As {@link #between}, with settings still to come. */
    public static ZmqProxyBuilder builder(ZmqSocket frontend, ZmqSocket backend) {
        return new ZmqProxyBuilder(frontend, backend);
    }

    /**
     * Forwards until it is cancelled.
     *
     * <ul>
     *   <li><b>Subscription</b>: cold; starts the proxy. One run at a time: another one meanwhile fails with
     *       {@link io.reactivezmq.core.error.ZmqStateException} (EFSM).
     *   <li><b>Completion</b>: when one of the sockets is closed and nothing is received from the other any more.
     *   <li><b>Errors</b>: {@link IllegalStateException} when somebody else receives from one of the sockets. No peer's fault.
     *   <li><b>Cancellation</b>: stops between two messages. What has not been taken from a socket stays there, and a message that
     *       waits for room, one a direction at most, is sent when there is some. A later run goes on behind it: nothing is lost, nothing
     *       overtakes.
     *   <li><b>Thread</b>: completes on an event loop.
     * </ul>
     */
    public Mono<Void> run() {
        return core.run();
    }

    /** Subscribes to {@link #run}; disposing stops the proxy. An error of the run goes to Reactor's {@code onErrorDropped}. */
    public Disposable start() {
        return ProxyCore.start(run());
    }

    /**
     * A look at the messages of both directions, as they were received, with the routing ids of a ROUTER.
     *
     * <ul>
     *   <li><b>Subscription</b>: hot, any number of subscribers; over all runs of the proxy.
     *   <li><b>Demand</b>: nobody waits for a subscriber. It is kept about a thousand messages, and all of them together as many more;
     *       what it lags behind more it misses, counted in {@link ProxyStatistics#capturedMissed()}.
     *   <li><b>Completion</b>: when one of the sockets is closed, behind what it is kept. <b>Errors</b>: none.
     *   <li><b>Thread</b>: one of Reactor's bounded elastic threads, which may be blocked.
     * </ul>
     */
    public Flux<ZmqMessage> captured() {
        return core.captured();
    }

    /** What has been forwarded so far, over all runs. Any thread; costs nothing but the reading. */
    public ProxyStatistics statistics() {
        return core.statistics();
    }

    /**
     * {@link #statistics()} now and then in this interval; what there is no demand for is left out. Completes when one of the sockets
     * is closed.
     */
    public Flux<ProxyStatistics> statistics(Duration interval) {
        return core.statistics(interval);
    }
}
