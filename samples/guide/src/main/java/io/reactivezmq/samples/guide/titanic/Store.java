package io.reactivezmq.samples.guide.titanic;

import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.message.ZmqMessageBuilder;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Messages in files, two for each request: what was asked, and the answer. A file is there whole or not at all: it is written under
 * another name, forced to the disk, and then moved; then the folder is forced, too, since a name that is not on the disk is lost
 * with the power. Where a folder cannot be opened, as on Windows, that is left to the file system: there a request outlives this
 * process, and the machine only if that goes down in good order. All methods block.
 */
final class Store {

    private static final String REQUEST = ".request";
    private static final String REPLY = ".reply";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Path folder;
    private final int maxRequests;

    /** @param maxRequests that may be in the folder at a time */
    Store(Path folder, int maxRequests) {
        this.folder = folder;
        this.maxRequests = maxRequests;
    }

    /** Whether this may be the name of a request, and so of a file. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Keeps a request; when this returns it outlives a crash. Empty if there are too many. */
    synchronized Optional<String> add(ZmqMessage request) throws IOException {
        try (Stream<String> all = names(REQUEST)) {
            if (all.count() >= maxRequests) {
                return Optional.empty();
            }
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        write(id + REQUEST, request);
        return Optional.of(id);
    }

    /** Keeps the answer to a request, unless that was closed meanwhile. */
    synchronized void answer(String id, ZmqMessage reply) throws IOException {
        if (Files.exists(folder.resolve(id + REQUEST))) {
            write(id + REPLY, reply);
        }
    }

    Optional<ZmqMessage> request(String id) throws IOException {
        return read(id + REQUEST);
    }

    Optional<ZmqMessage> reply(String id) throws IOException {
        return read(id + REPLY);
    }

    /** Forgets a request and its answer. */
    synchronized void close(String id) throws IOException {
        Files.deleteIfExists(folder.resolve(id + REQUEST));
        Files.deleteIfExists(folder.resolve(id + REPLY));
    }

    /** The requests that have no answer yet. */
    List<String> pending() throws IOException {
        try (Stream<String> all = names(REQUEST)) {
            return all.filter(id -> !Files.exists(folder.resolve(id + REPLY))).toList();
        }
    }

    private Stream<String> names(String kind) throws IOException {
        return Files.list(folder).map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(kind))
                .map(name -> name.substring(0, name.length() - kind.length())).filter(Store::isId);
    }

    private void write(String name, ZmqMessage message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int i = 0; i < message.frameCount(); i++) {
            out.writeInt(message.frameSize(i));
            out.write(message.frame(i));
        }
        Path draft = folder.resolve(name + ".tmp");
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes.toByteArray());
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
        }
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        forceNames();
    }

    private void forceNames() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private Optional<ZmqMessage> read(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        ZmqMessageBuilder message = ZmqMessage.builder();
        while (bytes.hasRemaining()) {
            byte[] frame = new byte[bytes.getInt()];
            bytes.get(frame);
            message.add(frame);
        }
        return Optional.of(message.build());
    }
}
