package io.reactivezmq.samples.security;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.core.security.CurveKeyPair;
import io.reactivezmq.core.security.CurvePublicKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The program. */
@Command(name = "reactive-zmq-security", synopsisSubcommandLabel = "COMMAND",
        description = "CURVE from the command line: keys, a server that lets in who is on its list, a client.",
        footer = {"", "Exit status: 0 done, 1 something failed here, 2 wrong arguments, 3 refused by the server or no reply."})
public final class SecuritySample {

    private final PrintWriter out;

    // No short options anywhere: a key may begin with "-h".
    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, description = "Print this help.")
    private boolean help;

    private SecuritySample(PrintWriter out) {
        this.out = out;
    }

    /** Runs a command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine(new PrintWriter(System.out, true), new PrintWriter(System.err, true)).execute(arguments));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new SecuritySample(out)).setOut(out).setErr(err)
                // A key may begin with "@".
                .setExpandAtFiles(false)
                .registerConverter(CurvePublicKey.class, checked(CurvePublicKey::of))
                .registerConverter(Endpoint.class, checked(Endpoint::parse))
                .setParameterExceptionHandler(SecuritySample::misused)
                .setExecutionExceptionHandler(SecuritySample::failed)
                .setUsageHelpWidth(100);
    }

    @Command(description = "Make a key pair. Without --out, print both keys; with it, only the public one.")
    int keygen(@Option(names = "--out", paramLabel = "FILE",
            description = "A new file for both keys, for its owner only. Never overwrites one.") @Nullable Path file)
            throws IOException {
        CurveKeyPair pair = CurveKeyPair.generate();
        if (file == null) {
            out.print(KeyFile.text(pair));
            out.flush();
        } else {
            KeyFile.write(file, pair);
            out.println(pair.publicKey());
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Answer each request with the same, for clients whose key is on the list, until interrupted.")
    int server(
            @Option(names = "--bind", required = true, paramLabel = "ENDPOINT",
                    description = "Such as tcp://*:5555.") Endpoint endpoint,
            @Option(names = "--key-file", required = true, paramLabel = "FILE", description = "The server's keys.") Path keys,
            @Option(names = "--allow", required = true, paramLabel = "FILE",
                    description = "Public keys of clients, one a line; comments begin with #.") Path list) throws IOException {
        try (EchoServer server = new EchoServer(KeyFile.read(keys), AllowList.read(list), out::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            out.println("listening on " + server.bind(endpoint));
            server.onClose().block();
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(description = "Ask the server, and print its reply.")
    int client(
            @Option(names = "--connect", required = true, paramLabel = "ENDPOINT",
                    description = "Such as tcp://127.0.0.1:5555.") Endpoint endpoint,
            @Option(names = "--key-file", required = true, paramLabel = "FILE", description = "The client's keys.") Path keys,
            @Option(names = "--server-key", required = true, paramLabel = "Z85",
                    description = "The server's public key; keygen printed it.") CurvePublicKey serverKey,
            @Option(names = "--timeout", paramLabel = "MILLISECONDS", defaultValue = "5000",
                    description = "For the connection and the reply together; default ${DEFAULT-VALUE}.") int timeout,
            @Parameters(arity = "0..1", paramLabel = "TEXT", defaultValue = "hello",
                    description = "What to ask; default ${DEFAULT-VALUE}.") String text) throws IOException {
        if (timeout < 1) {
            throw new ZmqOptionException("--timeout", timeout + " ms", "1 to 2147483647 ms");
        }
        try (EchoClient client = new EchoClient(endpoint, KeyFile.read(keys), serverKey)) {
            out.println(client.ask(ZmqMessage.of(text), Duration.ofMillis(timeout)).map(reply -> reply.frameAsString(0)).block());
        }
        return CommandLine.ExitCode.OK;
    }

    /** What the library says about a value that it does not take is what the user is told. */
    private static <T> ITypeConverter<T> checked(ITypeConverter<T> parse) {
        return text -> {
            try {
                return parse.convert(text);
            } catch (ZmqException wrong) {
                throw new TypeConversionException(String.valueOf(wrong.getMessage()));
            }
        };
    }

    private static int misused(ParameterException misuse, String[] arguments) {
        CommandLine command = misuse.getCommandLine();
        command.getErr().println(misuse.getMessage());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    /** What can go wrong is told in words; anything else is a bug and keeps its stack trace. */
    private static int failed(Exception failure, CommandLine command, @Nullable ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (failure instanceof SampleFailure known) {
            err.println(known.getMessage());
            return known.status();
        }
        if (failure instanceof ZmqOptionException wrong) {
            err.println(wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof NoSuchFileException missing) {
            err.println(missing.getFile() + " is not there: keygen --out makes key files, and prints what belongs into a list");
            return SampleFailure.RUNTIME;
        }
        if (failure instanceof ZmqException || failure instanceof IOException) {
            err.println(failure.getMessage());
            return SampleFailure.RUNTIME;
        }
        throw failure;
    }
}
