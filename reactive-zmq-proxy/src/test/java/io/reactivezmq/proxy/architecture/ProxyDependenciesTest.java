package io.reactivezmq.proxy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.reactivezmq.proxy.ZmqProxy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a proxy is made of sockets and streams: it knows their doors and nothing behind them")
class ProxyDependenciesTest {

    // the library's own option does not know the folders of a profile
    private static final JavaClasses PROXY = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("io.reactivezmq.proxy");

    @Test
    void the_rules_see_the_proxy_and_no_test() {
        assertThat(PROXY.contain(ZmqProxy.class)).isTrue();
        assertThat(PROXY.contain(ProxyDependenciesTest.class)).isFalse();
    }

    @Test
    void it_knows_neither_netty_nor_the_codec() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "reactor.netty..", "io.reactivezmq.codec..").check(PROXY);
    }

    @Test
    void of_the_sockets_it_knows_what_is_exported() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.reactivezmq.sockets.pipe..", "io.reactivezmq.sockets.pattern..",
                "io.reactivezmq.sockets.connection..", "io.reactivezmq.sockets.transport..", "io.reactivezmq.sockets.inproc..",
                "io.reactivezmq.sockets.zap..").check(PROXY);
    }

    @Test
    void micrometer_is_known_to_the_package_of_its_name_alone() {
        noClasses().that().resideInAPackage("io.reactivezmq.proxy")
                .should().dependOnClassesThat().resideInAnyPackage("io.micrometer..", "io.reactivezmq.proxy.micrometer").check(PROXY);
    }
}
