package io.reactivezmq.samples.cli;

import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.security.CurveKeyPair;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A CURVE key pair in a file as CZMQ, pyzmq and the security sample have it. */
record KeyFile(Path path) {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Pattern KEY = Pattern.compile("^\\s*(public|secret)-key\\s*=\\s*[\"']?(.*?)[\"']?\\s*$",
            Pattern.MULTILINE);

    static String text(CurveKeyPair pair) {
        return "#   CURVE key pair: keep the secret key secret, give the public key to peers.\nmetadata\ncurve\n"
                + "    public-key = \"" + pair.publicKey().z85() + "\"\n    secret-key = \"" + pair.secretKeyZ85() + "\"\n";
    }

    /** Makes the file, which nobody but its owner may open from its first moment on. */
    void write(CurveKeyPair pair) {
        try (OutputStream file = Channels.newOutputStream(Files.newByteChannel(path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PosixFilePermissions.asFileAttribute(OWNER)))) {
            file.write(text(pair).getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException taken) {
            throw CliFailure.runtime("--out " + path + " exists, and keys are never overwritten: choose another name", taken);
        } catch (IOException failure) {
            throw CliFailure.runtime("--out " + path + " cannot be written: " + FileTrouble.of(failure), failure);
        } catch (UnsupportedOperationException noPermissions) {
            throw CliFailure.runtime("--out " + path + " would be open to others on this file system: run keygen "
                    + "without --out, and keep the keys where nobody else can read them", noPermissions);
        }
    }

    /** @param option what the user called it by, for messages */
    CurveKeyPair read(String option) {
        String name = option + ' ' + path;
        try {
            if (Files.getFileStore(path).supportsFileAttributeView("posix")
                    && !Collections.disjoint(Files.getPosixFilePermissions(path), OTHERS)) {
                throw CliFailure.usage(name + " is open to other users: chmod 600 " + path);
            }
            Map<String, String> keys = new HashMap<>();
            Matcher matcher = KEY.matcher(Files.readString(path, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                keys.putIfAbsent(matcher.group(1), matcher.group(2));
            }
            String publicKey = keys.get("public");
            String secretKey = keys.get("secret");
            if (publicKey == null || secretKey == null) {
                throw CliFailure.usage(name + " has not both a public-key and a secret-key: keygen --out makes such a file");
            }
            return CurveKeyPair.of(publicKey, secretKey);
        } catch (IOException failure) {
            throw CliFailure.usage(name + " cannot be read: " + FileTrouble.of(failure) + "; keygen --out makes such a file",
                    failure);
        } catch (ZmqOptionException wrong) {
            throw CliFailure.usage(name + ": " + wrong.getMessage(), wrong);
        }
    }
}
