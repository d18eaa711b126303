package io.reactivezmq.samples.telemetry.web;

import io.reactivezmq.samples.telemetry.pressure.SlowConsumerDemo;
import io.reactivezmq.samples.telemetry.status.StatusFeed;
import io.reactivezmq.samples.telemetry.status.TelemetryStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The application's HTTP interface. */
@RestController
@RequestMapping("/api")
class TelemetryController {

    /** The answer of the switch. */
    record SwitchPosition(boolean enabled) {}

    private final LiveStream stream;
    private final StatusFeed statuses;
    private final SlowConsumerDemo demo;

    TelemetryController(LiveStream stream, StatusFeed statuses, SlowConsumerDemo demo) {
        this.stream = stream;
        this.statuses = statuses;
        this.demo = demo;
    }

    /**
     * Events named {@code window}, {@code status} and {@code socket}, each with its time as id, from the recent past on.
     *
     * @param prefix only metrics with names that start so; {@code curl -N 'host:port/api/stream?prefix=host.cpu.'}
     * @param lastEventId what a reconnecting browser has already
     */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<?>> stream(
            @RequestParam(defaultValue = "") String prefix,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "0") long lastEventId) {
        return stream.open(prefix, lastEventId);
    }

    /** The latest rates, drops and queues. */
    @GetMapping("/status")
    Mono<TelemetryStatus> status() {
        return statuses.latest();
    }

    /** Switches the experiment on or off; answers when its sockets are connected, or closed. */
    @PostMapping("/slow-consumer")
    Mono<SwitchPosition> slowConsumer(@RequestParam boolean enabled) {
        return demo.switchTo(enabled).thenReturn(new SwitchPosition(enabled));
    }
}
