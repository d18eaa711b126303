package io.reactivezmq.samples.security;

import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.security.CurveKeyPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key pair in a file, in the form of the certificates of CZMQ and pyzmq ({@code zmq.auth.load_certificate} reads it), for its
 * owner's eyes only.
 */
final class KeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Pattern KEY = Pattern.compile("\\s*(public-key|secret-key)\\s*=\\s*[\"']?(.*?)[\"']?\\s*");

    private KeyFile() {
    }

    static String text(CurveKeyPair pair) {
        return """
                #   CURVE key pair. The public key is for everybody; who has the secret key can be its owner.
                metadata
                curve
                    public-key = "%s"
                    secret-key = "%s"
                """.formatted(pair.publicKey().z85(), pair.secretKeyZ85());
    }

    /** Writes a new file. The permissions come with its creation, so there is no moment at which others could open it. */
    static void write(Path file, CurveKeyPair pair) throws IOException {
        byte[] text = text(pair).getBytes(StandardCharsets.US_ASCII);
        try (SeekableByteChannel channel = Files.newByteChannel(file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer rest = ByteBuffer.wrap(text);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (FileAlreadyExistsException taken) {
            throw SampleFailure.runtime(file + " exists, and keys are never overwritten: choose another name, or move it away");
        } catch (UnsupportedOperationException noPermissions) {
            throw SampleFailure.runtime("this file system cannot keep " + file
                    + " to its owner: run keygen without --out, and store the keys where nobody else can read them");
        }
    }

    /** Reads a pair; checks that nobody else can, and that the keys belong together. */
    static CurveKeyPair read(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> others = EnumSet.copyOf(OTHERS);
            others.retainAll(Files.getPosixFilePermissions(file));
            if (!others.isEmpty()) {
                throw SampleFailure.runtime(file + " is open to other users: chmod 600 " + file + " (and make new keys if somebody "
                        + "may have read it)");
            }
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        try {
            return CurveKeyPair.of(key("public-key", lines, file), key("secret-key", lines, file));
        } catch (ZmqOptionException wrong) {
            throw SampleFailure.runtime(file + ": " + wrong.getMessage());
        }
    }

    private static String key(String name, List<String> lines, Path file) {
        return lines.stream().map(KEY::matcher).filter(line -> line.matches() && line.group(1).equals(name))
                .findFirst().map(line -> line.group(2))
                .orElseThrow(() -> SampleFailure.runtime(file + " has no " + name + ": keygen --out makes a file that has both"));
    }
}
