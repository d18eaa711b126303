package io.reactivezmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuideTest {

    static Set<String> names() {
        return Guide.patterns().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("each program shows its pattern, and ends")
    void each_program_runs_by_itself(String name) {
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            Guide.main(new String[] {name});
        } finally {
            System.setOut(console);
            System.out.print(said.toString(StandardCharsets.UTF_8));
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSizeGreaterThan(1);
    }
}
