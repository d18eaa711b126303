package io.reactivezmq.sockets.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Timer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodingHabitsTest {

    private static final DescribedPredicate<JavaClass> PROTOCOL_LOGIC = resideInAnyPackage(
            "io.reactivezmq.codec.wire..", "io.reactivezmq.codec.mechanism..", "io.reactivezmq.codec.curve..",
            "io.reactivezmq.codec.engine..");

    @Test
    @DisplayName("protocol logic is sans-I/O: time is passed in")
    void wire_mechanism_and_engine_know_no_clock() {
        check(noClasses().that(PROTOCOL_LOGIC).should().callMethod(System.class, "nanoTime"));
        check(noClasses().that(PROTOCOL_LOGIC).should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().that(PROTOCOL_LOGIC).should().dependOnClassesThat().belongToAnyOf(
                Clock.class, Instant.class, Timer.class, Thread.class, ScheduledExecutorService.class));
    }

    @Test
    @DisplayName("H8: wall clock jumps -> timers on monotonic time: nobody asks what the time is")
    void nothing_looks_at_the_wall_clock() {
        check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
        check(noClasses().should().dependOnClassesThat().belongToAnyOf(Clock.class, Instant.class, Timer.class));
    }

    @Test
    void nothing_prints_to_the_standard_streams_or_logs_past_reactors_loggers() {
        check(noClasses().should(ACCESS_STANDARD_STREAMS).orShould(USE_JAVA_UTIL_LOGGING));
    }

    @Test
    @DisplayName("a name says what a thing is: no Impl, Manager or Util")
    void no_class_is_a_drawer() {
        check(noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper)(\\$.*)?"));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void every_package_is_null_marked_in_its_package_info(JavaPackage room) {
        assertThat(room.tryGetPackageInfo()).as("package-info of %s", room.getName()).isPresent();
        assertThat(room.isAnnotatedWith(NullMarked.class)).as("@NullMarked on %s", room.getName()).isTrue();
    }

    static Stream<JavaPackage> packages() {
        return LibraryClasses.all().getPackage("io.reactivezmq").getSubpackagesInTree().stream()
                .filter(room -> !room.getClasses().isEmpty());
    }

    private static void check(ArchRule rule) {
        rule.check(LibraryClasses.all());
    }
}
