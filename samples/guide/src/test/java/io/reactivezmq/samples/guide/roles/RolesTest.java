package io.reactivezmq.samples.guide.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.samples.guide.binarystar.BinaryStarProgram;
import io.reactivezmq.samples.guide.clone.CloneProgram;
import io.reactivezmq.samples.guide.freelance.FreelanceProgram;
import io.reactivezmq.samples.guide.majordomo.Majordomo;
import io.reactivezmq.samples.guide.paranoidpirate.ParanoidPirateProgram;
import io.reactivezmq.samples.guide.titanic.TitanicProgram;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class RolesTest {

    private static final Map<String, Roles> PATTERNS = Map.of(
            "majordomo", Majordomo.roles("majordomo"),
            "paranoid-pirate", ParanoidPirateProgram.roles("paranoid-pirate"),
            "clone", CloneProgram.roles("clone"),
            "freelance", FreelanceProgram.roles("freelance"),
            "binary-star", BinaryStarProgram.roles("binary-star"),
            "titanic", TitanicProgram.roles("titanic"));

    private final AtomicInteger shown = new AtomicInteger();
    private final Roles roles = new Roles("pattern", shown::incrementAndGet)
            .role("server", "--bind EP [--beat SECONDS]", (zmq, options) -> Mono.empty())
            .role("client", "--connect EP... [--model quick|safe]", (zmq, options) -> Mono.empty());

    @ParameterizedTest
    @ValueSource(strings = {
        "majordomo broker --bind tcp://*:5555",
        "majordomo worker --connect tcp://localhost:5555 --service shout",
        "majordomo client --connect tcp://localhost:5555 --service shout --say hello",
        "paranoid-pirate queue --bind-clients tcp://*:5555 --bind-workers tcp://*:5556",
        "paranoid-pirate worker --connect tcp://localhost:5556",
        "paranoid-pirate client --connect tcp://localhost:5555 --say hello",
        "clone server --bind tcp://*:5555",
        "clone client --connect tcp://localhost:5555 --subtree /some/path/",
        "clone writer --connect tcp://localhost:5555 --key /some/path/key --value text --ttl 30",
        "freelance server --bind tcp://*:5555 --name first",
        "freelance client --connect tcp://localhost:5555 --connect tcp://localhost:5556 --model all-at-once --say hello",
        "binary-star primary --bind tcp://*:5555 --bind-peer tcp://*:5556 --connect-peer tcp://localhost:5566",
        "binary-star backup --bind tcp://*:5565 --bind-peer tcp://*:5566 --connect-peer tcp://localhost:5556",
        "binary-star client --connect-primary tcp://localhost:5555 --connect-backup tcp://localhost:5565 --say hello",
        "titanic server --connect tcp://localhost:5555 --folder requests",
        "titanic client --connect tcp://localhost:5555 --service shout --say hello"})
    @DisplayName("each role takes what its usage says")
    void each_role_has_its_options(String line) {
        List<String> words = List.of(line.split(" "));

        Options options = PATTERNS.get(words.get(0)).parse(words.subList(1, words.size()).toArray(String[]::new)).options();

        for (int i = 2; i < words.size(); i += 2) {
            assertThat(options.all(words.get(i))).contains(words.get(i + 1));
        }
    }

    @Test
    @DisplayName("each role of each pattern is in the test above")
    void no_role_is_forgotten() throws NoSuchMethodException {
        List<String> lines = List.of(getClass().getDeclaredMethod("each_role_has_its_options", String.class)
                .getAnnotation(ValueSource.class).strings());

        PATTERNS.forEach((pattern, known) -> assertThat(known.names())
                .allMatch(role -> lines.stream().anyMatch(line -> line.startsWith(pattern + " " + role + " "))));
    }

    @Test
    @DisplayName("without a role it is the demonstration")
    void without_a_role_it_shows_the_pattern() {
        roles.run();

        assertThat(shown).hasValue(1);
    }

    @Test
    @DisplayName("what may be left out has a value all the same, and what may be repeated has all of them")
    void options_may_be_left_out_or_repeated() {
        Options options = roles.parse("client", "--connect", "tcp://a:1", "--connect", "tcp://b:2").options();

        assertThat(options.endpoints("--connect")).containsExactly(Endpoint.parse("tcp://a:1"), Endpoint.parse("tcp://b:2"));
        assertThat(options.get("--model", "safe")).isEqualTo("safe");
        assertThat(options.has("--model")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "broker > \"broker\" is no role of pattern",
        "server > --bind EP is missing",
        "server --bind > --bind wants EP behind it",
        "server --bind tcp://*:1 --bind tcp://*:2 > --bind was given twice",
        "server --bind tcp:/*:1 > --bind: ",
        "server --bind tcp://*:1 --connect tcp://a:1 > it has no option --connect",
        "server --bind tcp://*:1 --beat soon > --beat wants a whole number of seconds, and not soon",
        "client --connect tcp://*:1 > --connect: ",
        "client --connect tcp://a:1 --model slow > --model wants one of quick|safe, and not slow"})
    @DisplayName("what a role does not take is an error that says why, and how it is started")
    void what_is_wrong_is_said(String line) {
        List<String> parts = List.of(line.split(" > "));

        assertThatThrownBy(() -> roles.run(parts.get(0).split(" "))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(parts.get(1))
                .hasMessageContaining("pattern server --bind EP [--beat SECONDS]");
    }

    @Test
    @DisplayName("a pattern without roles says so")
    void there_may_be_none() {
        assertThatThrownBy(() -> new Roles("alone", shown::incrementAndGet).run("server"))
                .hasMessageContaining("alone has no roles");
    }
}
