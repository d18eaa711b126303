package io.reactivezmq.perf.compare;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class LibzmqProgramTest {

    @Test
    void aMissingCompilerIsNamedWithThePackagesToInstall() {
        LibzmqProgram program = new LibzmqProgram("no-such-compiler", List.of());

        assertThatThrownBy(program::compile).isInstanceOf(MissingPeerException.class)
                .hasMessageContaining("libzmq cannot be compared: there is no C compiler 'no-such-compiler'")
                .hasMessageContaining("apt-get install gcc libc6-dev libzmq3-dev");
    }

    @Test
    void aMissingHeaderIsNamedWithThePackagesToInstall() {
        LibzmqProgram program = shell("echo 'fatal error: zmq.h: No such file or directory'; exit 1");

        assertThatThrownBy(program::compile).isInstanceOf(MissingPeerException.class)
                .hasMessageContaining("header zmq.h").hasMessageContaining("apt-get install gcc libc6-dev libzmq3-dev")
                .hasMessageContaining("fatal error: zmq.h: No such file or directory");
    }

    @Test
    void aMissingLibraryIsNamedWithThePackageToInstall() {
        LibzmqProgram program = shell("case \"$*\" in *-lzmq*) echo 'cannot find -lzmq'; exit 1;; esac");

        assertThatThrownBy(program::compile).isInstanceOf(MissingPeerException.class)
                .hasMessageContaining("cannot be linked with libzmq").hasMessageContaining("apt-get install libzmq3-dev")
                .hasMessageContaining("cannot find -lzmq");
    }

    @Test
    void aTalkativeCompilerIsCutShort() {
        LibzmqProgram program = shell("for i in 1 2 3 4 5 6 7 8 9; do echo complaint $i; done; exit 1");

        assertThatThrownBy(program::compile).hasMessageContaining("complaint 6").message().doesNotContain("complaint 7");
    }

    /** A compiler that is a line of shell. */
    private static LibzmqProgram shell(String script) {
        return new LibzmqProgram("sh", List.of("-c", script));
    }
}
