package io.reactivezmq.samples.telemetry;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints where to look, as the last line of the start-up and without a logger's decoration. */
@Component
class DashboardAddress {

    @EventListener
    void print(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            System.out.println("Telemetry dashboard: http://localhost:" + web.getWebServer().getPort());
        }
    }
}
