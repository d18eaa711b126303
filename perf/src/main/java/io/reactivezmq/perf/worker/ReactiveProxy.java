package io.reactivezmq.perf.worker;

import io.reactivezmq.core.ReceivingSocket;
import io.reactivezmq.core.SendingSocket;
import io.reactivezmq.core.ZmqSocket;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.proxy.ZmqProxy;
import java.util.List;
import java.util.function.Consumer;

/** Our proxy, and a client and a worker of ours on both sides of it. */
final class ReactiveProxy implements Worker {

    private final ProxyFamily family;

    ReactiveProxy(ProxyFamily family) {
        this.family = family;
    }

    @Override
    public void receive(WorkerSettings settings, Consumer<WorkerLine> parent) throws InterruptedException {
        OurSide side = OurSide.open(settings, parent);
        ProxyEndpoints proxy = ProxyEndpoints.parse(settings.endpoint());
        Meter meter = new Meter(settings.size());
        ReceivingSocket worker = family.worker(side.zmq());
        worker.receive().subscribe(message -> {
            int payload = message.frameCount() - 1;
            meter.received(message.frameSize(payload), message.frameByte(payload, 0));
        }, Results::die);
        worker.connectNow(proxy.backend());
        SendingSocket client = family.client(side.zmq());
        client.connectNow(proxy.frontend());
        byte[] payload = Meter.payload(settings.size());
        Daemons.start("client", () -> ReactiveStream.send(client, settings.reactive().sender(), () -> ZmqMessage.of(payload)));
        parent.accept(Results.messagesPerSecond(Meter.slowestPerSecond(List.of(meter), settings.timing())));
    }

    @Override
    public void send(WorkerSettings settings, Consumer<WorkerLine> parent) {
        OurSide side = OurSide.open(settings, parent);
        ProxyEndpoints wanted = ProxyEndpoints.bothAt(settings.endpoint());
        ZmqSocket frontend = family.frontend(side.zmq());
        ZmqSocket backend = family.backend(side.zmq());
        side.ready(new ProxyEndpoints(frontend.bindNow(wanted.frontend()).toString(),
                backend.bindNow(wanted.backend()).toString()).toString());
        ZmqProxy.between(frontend, backend).run().block();
    }
}
