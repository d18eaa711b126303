package io.reactivezmq.samples.telemetry;

import io.reactivezmq.core.error.ZmqEndpointException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes two sentences of the stack trace that a mistyped or occupied endpoint would give at start-up. */
class EndpointFailureAnalyzer extends AbstractFailureAnalyzer<ZmqEndpointException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ZmqEndpointException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Check telemetry.publisher and telemetry.bind; an endpoint looks like tcp://127.0.0.1:5556.",
                cause);
    }
}
