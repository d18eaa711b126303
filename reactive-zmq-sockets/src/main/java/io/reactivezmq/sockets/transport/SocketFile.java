package io.reactivezmq.sockets.transport;

import io.reactivezmq.core.endpoint.IpcEndpoint;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.error.ZmqEndpointException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The file of a bound ipc endpoint, from before the bind to after the close.
 *
 * <p>Netty unlinks whatever has the name that it binds, and whatever has it when the channel is closed. So a channel is bound
 * to a {@link #birthName()} that nobody else uses, and {@link #publish()} gives the listening socket its real name. That
 * never replaces anything, and nobody finds a socket there that does not listen yet. All calls block.
 */
final class SocketFile {

    private static final int ATTEMPTS = 3;
    /** One byte less than the kernel takes, as the JDK does. */
    private static final int MAX_BIRTH_NAME = IpcEndpoint.MAX_PATH_BYTES - 1;
    private static final int RANDOM_LETTERS = 8;
    private static final int RADIX = 36;

    private final IpcEndpoint endpoint;
    private final Path path;
    private final Path birthName;
    /** Made for this socket alone, and removed with it. */
    private final @Nullable Path directory;
    private @Nullable FileIdentity published;
    private boolean removed;

    private SocketFile(IpcEndpoint endpoint, @Nullable Path directory) {
        this.endpoint = endpoint;
        this.path = path(endpoint);
        this.birthName = newSibling(path, endpoint);
        this.directory = directory;
    }

    /** Fails with a {@link ZmqEndpointException} where no socket can be. */
    static SocketFile prepare(IpcEndpoint asked) throws IOException {
        if (asked.isWildcard()) {
            return inNewDirectory();
        }
        Path path = path(asked);
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new ZmqEndpointException(Reason.ADDRESS_NOT_AVAILABLE, asked.toString(),
                    "there is no such directory: make it before bind");
        }
        SocketFile file = new SocketFile(asked, null);
        file.clear();
        if (!Files.isWritable(parent)) {
            throw new ZmqEndpointException(Reason.PERMISSION_DENIED, asked.toString(),
                    "this process may not write to the directory: choose another one");
        }
        return file;
    }

    private static SocketFile inNewDirectory() throws IOException {
        Path directory = Files.createTempDirectory("zmq");
        try {
            return new SocketFile(new IpcEndpoint(directory.resolve("socket").toString()), directory);
        } catch (ZmqEndpointException tooLong) {
            Files.delete(directory);
            throw tooLong;
        }
    }

    /** Fails with a {@link ZmqEndpointException} where the file system of this machine has no such path. Does not block. */
    static Path path(IpcEndpoint endpoint) {
        try {
            return Path.of(endpoint.path());
        } catch (InvalidPathException illegal) {
            throw new ZmqEndpointException(
                    Reason.MALFORMED, endpoint.toString(), "no path of this machine: " + illegal.getReason(), illegal);
        }
    }

    private static Path newSibling(Path path, IpcEndpoint endpoint) {
        String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, Long.MAX_VALUE), RADIX)
                .substring(0, RANDOM_LETTERS);
        Path telling = path.resolveSibling("." + path.getFileName() + "." + random);
        if (length(telling) <= MAX_BIRTH_NAME) {
            return telling;
        }
        int room = Math.min(RANDOM_LETTERS, MAX_BIRTH_NAME - length(path.resolveSibling("")) - 1);
        if (room < RANDOM_LETTERS / 2) {
            throw new ZmqEndpointException(Reason.NAME_TOO_LONG, endpoint.toString(),
                    "the directory leaves no room for a file name of a few letters: choose a shorter one");
        }
        return path.resolveSibling(random.substring(0, room));
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Where the socket will be, with a wildcard resolved. */
    IpcEndpoint endpoint() {
        return endpoint;
    }

    /** Where the channel is to be bound. */
    IpcEndpoint birthName() {
        return new IpcEndpoint(birthName.toString());
    }

    /** Gives the socket, which listens already, its name; fails after {@link #remove()}. */
    synchronized void publish() throws IOException {
        if (removed) {
            throw new ZmqEndpointException(Reason.FAILED, endpoint.toString(), "the bind was cancelled meanwhile");
        }
        FileIdentity ours = FileIdentity.of(birthName);
        for (int attempt = 1; ; attempt++) {
            try {
                link();
                published = ours;
                return;
            } catch (FileAlreadyExistsException taken) {
                if (attempt == ATTEMPTS) {
                    throw inUse("other processes keep binding there");
                }
                clear();
            }
        }
    }

    private void link() throws IOException {
        try {
            Files.createLink(path, birthName);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            // a file system without hard links: as good as it can be there
            Files.move(birthName, path);
            return;
        }
        Files.delete(birthName);
    }

    /** Takes a socket file away that nobody listens at; whatever else is in the way is an error. */
    private void clear() throws IOException {
        FileIdentity found = FileIdentity.ofAny(path);
        if (found == null) {
            return;
        }
        if (!found.isSocket()) {
            throw inUse("a " + found.kind() + " is in the way and is left alone: remove it or choose another path");
        }
        if (someoneListens()) {
            throw inUse("something else listens there: choose another path, or * for one of its own");
        }
        // a new listener may have taken the place meanwhile: look again at what can no longer change
        Path aside = newSibling(path, endpoint);
        try {
            Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            return; // another process has taken it away
        }
        if (!FileIdentity.of(aside).equals(found)) {
            Files.move(aside, path);
            throw inUse("another process has just bound there");
        }
        Files.delete(aside);
    }

    private boolean someoneListens() throws IOException {
        if (length(path) <= MAX_BIRTH_NAME) {
            return UnixProbe.someoneListens(path);
        }
        // a byte too long for the JDK
        Path shorter = newSibling(path, endpoint);
        Files.createLink(shorter, path);
        try {
            return UnixProbe.someoneListens(shorter);
        } finally {
            Files.delete(shorter);
        }
    }

    private ZmqEndpointException inUse(String why) {
        return new ZmqEndpointException(Reason.ADDRESS_IN_USE, endpoint.toString(), why);
    }

    /**
     * Takes the file away, if it still is the one that was published; to be called before the channel is closed. Fails with a
     * {@link ZmqEndpointException} if the operating system does not let it.
     */
    synchronized void remove() {
        removed = true;
        FileIdentity ours = published;
        published = null;
        try {
            if (ours != null && ours.isSameFileAs(FileIdentity.ofAny(path))) {
                Files.delete(path);
            }
            Files.deleteIfExists(birthName);
            if (directory != null) {
                Files.deleteIfExists(directory);
            }
        } catch (IOException failed) {
            throw new ZmqEndpointException(
                    failed instanceof AccessDeniedException ? Reason.PERMISSION_DENIED : Reason.FAILED, endpoint.toString(),
                    "the socket is closed, but " + failed.getMessage() + " cannot be removed ("
                            + failed.getClass().getSimpleName() + "): remove it, or bind there again, which replaces it", failed);
        }
    }
}
