package io.reactivezmq.samples.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EndpointFailureAnalyzerTest {

    @Test
    void mistypedEndpointIsExplainedAtStartUp(CapturedOutput output) {
        Throwable failure = catchThrowable(() -> SpringApplication.run(
                TelemetryApplication.class, "--server.port=0", "--telemetry.publisher=tpc://host:5556"));

        assertThat(failure).isNotNull();
        assertThat(output).contains("APPLICATION FAILED TO START", "tpc://host:5556", "telemetry.publisher");
    }
}
