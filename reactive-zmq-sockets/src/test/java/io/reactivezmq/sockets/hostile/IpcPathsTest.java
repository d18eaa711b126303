package io.reactivezmq.sockets.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.reactivezmq.core.error.ErrorCode;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.event.BindFailed;
import io.reactivezmq.sockets.PullSocket;
import io.reactivezmq.sockets.TestContexts;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("H16. What is at the path of an ipc endpoint -> never unlink a non-socket")
class IpcPathsTest {

    @TempDir
    private Path directory;

    private ZmqContext zmq;
    private Path path;

    @BeforeEach
    void open() {
        zmq = TestContexts.create();
        path = directory.resolve("path");
    }

    /** Whatever was in the way, a socket goes on. */
    @AfterEach
    void close() {
        PullSocket pull = zmq.pull();
        pull.unbind(pull.bindNow("ipc://" + directory.resolve("free"))).block(EventLog.DEADLINE);
        assertThat(directory.resolve("free")).doesNotExist();
        zmq.close();
    }

    @Test
    @DisplayName("H16: a regular file is neither removed nor changed")
    void aRegularFileIsLeftAlone() throws IOException {
        Files.writeString(path, "precious");

        refused(path.toString(), ErrorCode.EADDRINUSE, "regular file");

        assertThat(path).hasContent("precious");
    }

    @Test
    @DisplayName("H16: an empty directory is not removed")
    void aDirectoryIsLeftAlone() throws IOException {
        Files.createDirectory(path);

        refused(path.toString(), ErrorCode.EADDRINUSE, "directory");

        assertThat(path).isDirectory();
    }

    @Test
    @DisplayName("H16: a symbolic link to a file is not followed, and neither is touched")
    void aLinkToAFileIsLeftAlone() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "precious");
        Files.createSymbolicLink(path, target);

        refused(path.toString(), ErrorCode.EADDRINUSE, "symbolic link");

        assertThat(path).isSymbolicLink().hasContent("precious");
    }

    @Test
    @DisplayName("H16: a symbolic link to a stale socket is not followed either")
    void aLinkToASocketIsLeftAlone() throws IOException {
        Path target = directory.resolve("target");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(target)).close();
        Files.createSymbolicLink(path, target);

        refused(path.toString(), ErrorCode.EADDRINUSE, "symbolic link");

        assertThat(path).isSymbolicLink();
        assertThat(target).exists();
    }

    @Test
    @DisplayName("H16: a symbolic link to nowhere makes no file there")
    void aDanglingLinkIsLeftAlone() throws IOException {
        Path nowhere = directory.resolve("nowhere");
        Files.createSymbolicLink(path, nowhere);

        refused(path.toString(), ErrorCode.EADDRINUSE, "symbolic link");

        assertThat(nowhere).doesNotExist();
        assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    @DisplayName("H16: a directory that does not exist is not made")
    void aMissingDirectoryIsAnErrorThatSaysSo() {
        refused(path.resolve("socket").toString(), ErrorCode.EADDRNOTAVAIL, "make it before bind");

        assertThat(path).doesNotExist();
    }

    @Test
    @DisplayName("H16: a file where a directory should be")
    void aFileIsNoDirectory() throws IOException {
        Files.writeString(path, "precious");

        refused(path.resolve("socket").toString(), ErrorCode.EADDRNOTAVAIL, "directory");

        assertThat(path).hasContent("precious");
    }

    @Test
    @DisplayName("H16: no permission to write to the directory")
    void aDirectoryThatIsNotOursIsAnErrorThatSaysSo() throws IOException {
        Files.createDirectory(path);
        assertThat(path.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(path), "this user may write everywhere");

        refused(path.resolve("socket").toString(), ErrorCode.EACCES, "choose");
    }

    @Test
    @DisplayName("H16: 108 bytes do not fit into an address; nothing is cut off")
    void aPathThatIsTooLongIsAnError() {
        String tooLong = path + "x".repeat(108 - path.toString().length());

        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> zmq.pull().bindNow("ipc://" + tooLong))
                .withMessageContaining("108 bytes")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENAMETOOLONG));
        assertThat(directory).isEmptyDirectory();
    }

    private void refused(String where, ErrorCode code, String text) {
        PullSocket pull = zmq.pull();
        EventLog events = new EventLog(pull);

        assertThatExceptionOfType(ZmqEndpointException.class).isThrownBy(() -> pull.bindNow("ipc://" + where))
                .withMessageContaining(text)
                .withMessageContaining("ipc://" + where)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));

        assertThat(events.await(BindFailed.class, any -> true, 1)).singleElement()
                .satisfies(failed -> assertThat(failed.cause().code()).isEqualTo(code));
    }
}
