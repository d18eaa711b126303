package io.reactivezmq.samples.cli;

import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.options.SocketOptions;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.CurvePublicKey;
import io.reactivezmq.core.security.Security;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** PLAIN or CURVE, in either role. */
final class SecurityArguments {

    @Option(names = "--plain-user", paramLabel = "USER", description = "PLAIN: who this is.")
    private @Nullable String user;

    @Option(names = "--plain-password", paramLabel = "PASSWORD", description = "PLAIN: this user's password.")
    private @Nullable String password;

    @Option(names = "--plain-server", paramLabel = "USER:PASSWORD",
            description = "PLAIN: let in who has this password; repeatable.")
    private List<String> users = new ArrayList<>();

    @Option(names = "--curve-server-key", paramLabel = "Z85", converter = PublicKey.class,
            description = "CURVE: talk to the owner of this public key only.")
    private @Nullable CurvePublicKey serverKey;

    @Option(names = "--curve-key-file", paramLabel = "FILE",
            description = "CURVE: this side's keys, as keygen makes them; new ones if not given.")
    private @Nullable Path keyFile;

    @Option(names = "--curve-server-file", paramLabel = "FILE",
            description = "CURVE: the server's keys; whoever knows the public one is let in.")
    private @Nullable Path serverFile;

    /** For one socket, which binds or connects or both. */
    void applyTo(SocketOptions.Builder options) {
        if (isClient() && isServer()) {
            throw CliFailure.usage("--plain-user, --plain-server, --curve-server-key and --curve-server-file exclude each other: "
                    + "a socket has one mechanism and one role");
        }
        applyClientTo(options);
        applyServerTo(options);
    }

    boolean isClient() {
        return isPlainClient() || isCurveClient();
    }

    private boolean isPlainClient() {
        return user != null || password != null;
    }

    private boolean isCurveClient() {
        return serverKey != null || keyFile != null;
    }

    boolean isServer() {
        return !users.isEmpty() || serverFile != null;
    }

    /** What there is for clients. */
    void applyClientTo(SocketOptions.Builder options) {
        if (isPlainClient() && isCurveClient()) {
            throw CliFailure.usage("--plain-user and --curve-server-key exclude each other: a socket has one mechanism");
        }
        if (isPlainClient()) {
            options.security(plainClient());
        } else if (isCurveClient()) {
            options.security(curveClient());
        }
    }

    /** What there is for servers. */
    void applyServerTo(SocketOptions.Builder options) {
        if (!users.isEmpty() && serverFile != null) {
            throw CliFailure.usage("--plain-server and --curve-server-file exclude each other: a socket has one mechanism");
        }
        if (!users.isEmpty()) {
            options.security(security -> security.mechanism(Security.plainServer())
                    .authenticator(Authenticator.plain(passwords())));
        } else if (serverFile != null) {
            options.security(Security.curveServer(new KeyFile(serverFile).read("--curve-server-file")));
        }
    }

    private Security plainClient() {
        if (user == null || password == null) {
            throw CliFailure.usage("--plain-user and --plain-password belong together");
        }
        try {
            return Security.plain(user, password);
        } catch (ZmqOptionException wrong) {
            throw CliFailure.usage("--plain-user or --plain-password: " + wrong.getMessage(), wrong);
        }
    }

    private Map<String, String> passwords() {
        Map<String, String> passwords = new HashMap<>();
        for (String pair : users) {
            int colon = pair.indexOf(':');
            if (colon < 1 || colon == pair.length() - 1) {
                throw CliFailure.usage("--plain-server takes USER:PASSWORD, and neither may be empty");
            }
            passwords.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return passwords;
    }

    private Security curveClient() {
        if (serverKey == null) {
            throw CliFailure.usage("--curve-key-file is for --curve-server-key Z85, which is missing");
        }
        CurveKeyPair own = keyFile == null ? CurveKeyPair.generate() : new KeyFile(keyFile).read("--curve-key-file");
        try {
            return Security.curve(serverKey, own);
        } catch (ZmqOptionException wrong) {
            throw CliFailure.usage("--curve-server-key: " + wrong.getMessage(), wrong);
        }
    }

    /** Reads a key. */
    static final class PublicKey implements ITypeConverter<CurvePublicKey> {

        @Override
        public CurvePublicKey convert(String text) {
            try {
                return CurvePublicKey.of(text);
            } catch (ZmqOptionException wrong) {
                throw new TypeConversionException(String.valueOf(wrong.getMessage()));
            }
        }
    }
}
