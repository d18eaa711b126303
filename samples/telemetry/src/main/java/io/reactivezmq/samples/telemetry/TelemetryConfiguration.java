package io.reactivezmq.samples.telemetry;

import io.reactivezmq.samples.telemetry.feed.HostPublisher;
import io.reactivezmq.samples.telemetry.feed.TelemetryFeed;
import io.reactivezmq.samples.telemetry.metrics.MetricsSource;
import io.reactivezmq.samples.telemetry.pressure.SlowConsumerDemo;
import io.reactivezmq.samples.telemetry.status.BrowserCount;
import io.reactivezmq.samples.telemetry.status.SocketEventLog;
import io.reactivezmq.samples.telemetry.status.StatusFeed;
import io.reactivezmq.sockets.ZmqContext;
import java.util.Locale;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Wires the rooms. Spring closes the beans in the reverse order: sockets first, then the context they came from. */
@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

    @Bean
    ZmqContext zmq() {
        return ZmqContext.create();
    }

    @Bean
    SocketEventLog socketEventLog() {
        return new SocketEventLog();
    }

    @Bean
    BrowserCount browserCount() {
        return new BrowserCount();
    }

    @Bean(initMethod = "start")
    @Conditional(NoExternalPublisher.class)
    HostPublisher hostPublisher(ZmqContext zmq, SocketEventLog events, TelemetryProperties properties) {
        return new HostPublisher(zmq, MetricsSource.ofThisHost(), properties, events::watch);
    }

    @Bean(initMethod = "start")
    TelemetryFeed telemetryFeed(
            ZmqContext zmq,
            ObjectProvider<HostPublisher> publisher,
            SocketEventLog events,
            TelemetryProperties properties) {
        HostPublisher own = publisher.getIfAvailable();
        String endpoint = own == null ? Objects.requireNonNull(properties.publisher()) : own.endpoint().toString();
        return new TelemetryFeed(zmq, endpoint, properties, events::watch);
    }

    @Bean
    SlowConsumerDemo slowConsumerDemo(ZmqContext zmq, SocketEventLog events, TelemetryProperties properties) {
        return new SlowConsumerDemo(zmq, properties.slowConsumer(), events::watch);
    }

    @Bean(initMethod = "start")
    StatusFeed statusFeed(
            ZmqContext zmq,
            ObjectProvider<HostPublisher> publisher,
            TelemetryFeed feed,
            SlowConsumerDemo demo,
            BrowserCount browsers,
            TelemetryProperties properties) {
        String io = zmq.io().name().toLowerCase(Locale.ROOT);
        return new StatusFeed(io, publisher.getIfAvailable(), feed, demo, browsers, properties);
    }

    static final class NoExternalPublisher implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("telemetry.publisher"));
        }
    }
}
