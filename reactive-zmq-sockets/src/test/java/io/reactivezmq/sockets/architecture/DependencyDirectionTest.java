package io.reactivezmq.sockets.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.reactivezmq.sockets.architecture.LibraryClasses.CODEC;
import static io.reactivezmq.sockets.architecture.LibraryClasses.CORE;
import static io.reactivezmq.sockets.architecture.LibraryClasses.PROXY;
import static io.reactivezmq.sockets.architecture.LibraryClasses.SOCKETS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import io.netty.channel.EventLoopGroup;
import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.spi.FrameAccess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Dependencies point one way: core <- codec <- sockets <- proxy")
class DependencyDirectionTest {

    private static final String NETTY = "io.netty..";
    private static final String CHANNELS = "io.netty.channel..";
    private static final String REACTOR_NETTY = "reactor.netty..";

    @ParameterizedTest
    @ValueSource(classes = {ZmqMessage.class, io.reactivezmq.codec.wire.FrameDecoder.class})
    void the_rules_see_the_modules_below(Class<?> known) {
        assertThat(LibraryClasses.all().contain(known)).isTrue();
    }

    @Test
    void the_rules_see_this_module_and_no_test() {
        assertThat(LibraryClasses.all()).anyMatch(resideInAPackage("io.reactivezmq.sockets.pattern"));
        assertThat(LibraryClasses.all().contain(DependencyDirectionTest.class)).isFalse();
    }

    @Test
    void core_knows_neither_netty_nor_the_modules_above() {
        check(noClasses().that().resideInAPackage(CORE)
                .should().dependOnClassesThat().resideInAnyPackage(NETTY, REACTOR_NETTY, CODEC, SOCKETS, PROXY));
    }

    @Test
    void the_codec_knows_neither_reactor_netty_nor_the_modules_above() {
        check(noClasses().that().resideInAPackage(CODEC)
                .should().dependOnClassesThat().resideInAnyPackage(REACTOR_NETTY, SOCKETS, PROXY));
    }

    @Test
    void sockets_do_not_know_the_proxy() {
        check(noClasses().that().resideInAPackage(SOCKETS)
                .should().dependOnClassesThat().resideInAPackage(PROXY));
    }

    @Test
    @DisplayName("protocol logic is sans-I/O: of the codec only its package netty knows channels")
    void only_the_handlers_of_the_codec_know_channels() {
        check(noClasses().that().resideInAPackage(CODEC).and().resideOutsideOfPackage("io.reactivezmq.codec.netty..")
                .should().dependOnClassesThat().resideInAnyPackage(CHANNELS, "io.netty.bootstrap..", "io.netty.handler.."));
    }

    @Test
    @DisplayName("BouncyCastle supplies primitives and is imported in one package only")
    void the_primitives_of_curve_alone_know_bouncycastle() {
        check(noClasses().that().resideOutsideOfPackage("io.reactivezmq.codec.curve.crypto")
                .should().dependOnClassesThat().resideInAPackage("org.bouncycastle.."));
    }

    @Test
    @DisplayName("a pipe knows the event loop that it runs on, but no channel")
    void channels_are_known_to_handlers_connections_transports_and_the_context_only() {
        check(noClasses().that().resideOutsideOfPackages(
                        "io.reactivezmq.codec.netty..",
                        "io.reactivezmq.sockets",
                        "io.reactivezmq.sockets.connection..",
                        "io.reactivezmq.sockets.transport..")
                .should().dependOnClassesThat(resideInAPackage(CHANNELS).and(not(assignableTo(EventLoopGroup.class)))));
    }

    @Test
    void reactor_netty_is_known_to_transports_and_the_context_only() {
        check(noClasses().that().resideOutsideOfPackages("io.reactivezmq.sockets", "io.reactivezmq.sockets.transport..")
                .should().dependOnClassesThat().resideInAPackage(REACTOR_NETTY));
    }

    @Test
    @DisplayName("routing strategies are plain objects")
    void patterns_know_neither_netty_nor_reactor_netty() {
        check(noClasses().that().resideInAPackage("io.reactivezmq.sockets.pattern..")
                .should().dependOnClassesThat().resideInAnyPackage(NETTY, REACTOR_NETTY));
    }

    @Test
    void packages_have_no_cycles() {
        check(slices().matching("io.reactivezmq.(**)").should().beFreeOfCycles()
                // An enum that the events of core name as well as its socket interfaces; it depends on nothing.
                .ignoreDependency(resideInAPackage("io.reactivezmq.core.event"), type(SocketType.class))
                // The door through which codec and sockets reach the arrays of a message without a copy.
                .ignoreDependency(type(FrameAccess.class), alwaysTrue())
                .as("the packages of the library are free of cycles"));
    }

    private static void check(ArchRule rule) {
        rule.check(LibraryClasses.all());
    }
}
