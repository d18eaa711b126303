package io.reactivezmq.samples.telemetry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the dashboard: {@code java -jar reactive-zmq-telemetry.jar [--telemetry.publisher=tcp://host:5556]}. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class TelemetryApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(TelemetryApplication.class, arguments);
    }
}
