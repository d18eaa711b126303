package io.reactivezmq.samples.cli;

import io.reactivezmq.core.SocketType;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.sockets.PubSocket;
import io.reactivezmq.sockets.PushSocket;
import io.reactivezmq.sockets.ZmqContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program. */
@Command(name = "zmq", synopsisSubcommandLabel = "VERB",
        description = "ZeroMQ from the command line: a socket at the end of a pipe.",
        footer = {"", "Try 'zmq VERB --help'. Exit status: 0 done, 1 failure, 2 wrong arguments, 3 timeout."})
public final class ZmqCli implements Callable<Integer> {

    private static final int HELP_WIDTH = 110;
    /** In the order of the help text. */
    private static final Map<String, Supplier<Callable<Integer>>> VERBS = verbs();

    @Mixin
    private HelpArguments help = new HelpArguments();

    private ZmqCli() {
    }

    /** Does what a verb says and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments).execute(arguments));
    }

    /** Called without a verb. */
    @Override
    public Integer call() {
        throw CliFailure.usage("a verb is missing, such as push or sub");
    }

    /** The program with the verb that the arguments begin with; to set up all of them takes as long as a start of the JVM. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine program = new CommandLine(new ZmqCli());
        Supplier<Callable<Integer>> named = arguments.length == 0 ? null : VERBS.get(arguments[0]);
        if (named == null) {
            VERBS.forEach((name, verb) -> program.addSubcommand(name, command(verb.get())));
        } else {
            program.addSubcommand(arguments[0], command(named.get()));
        }
        return program.setOut(out).setErr(err)
                // A key may begin with "@".
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(ZmqCli::misused)
                .setExecutionExceptionHandler(ZmqCli::failed)
                .setUsageHelpWidth(HELP_WIDTH);
    }

    private static CommandLine command(Callable<Integer> verb) {
        CommandLine command = new CommandLine(verb);
        if (verb instanceof SocketVerb<?> socket) {
            command.getCommandSpec().usageMessage().description(socket.description()).footer(Format.HELP);
        }
        return command;
    }

    private static Map<String, Supplier<Callable<Integer>>> verbs() {
        Map<String, Supplier<Callable<Integer>>> verbs = new LinkedHashMap<>();
        verbs.put("pub", () -> new SendVerb<PubSocket>(SocketType.PUB, ZmqContext::pub, pub -> pub.topicsCount() > 0,
                "Publish standard input once somebody has subscribed. Subscribers that are too slow miss messages."));
        verbs.put("sub", ReceiveVerb.Sub::new);
        verbs.put("push", () -> new SendVerb<PushSocket>(SocketType.PUSH, ZmqContext::push, push -> true,
                "Send standard input to PULL peers in turn, as fast as they take it."));
        verbs.put("pull", ReceiveVerb.Pull::new);
        verbs.put("req", RequestVerb::new);
        verbs.put("rep", ReplyVerb::new);
        verbs.put("dealer", TalkVerb.Dealer::new);
        verbs.put("router", RouteVerb.Router::new);
        verbs.put("pair", TalkVerb.Pair::new);
        verbs.put("xpub", TalkVerb.XPub::new);
        verbs.put("xsub", TalkVerb.XSub::new);
        verbs.put("stream", RouteVerb.Stream::new);
        verbs.put("proxy", ProxyVerb::new);
        verbs.put("keygen", KeygenVerb::new);
        return verbs;
    }

    private static int misused(ParameterException misuse, String[] arguments) {
        return misused(String.valueOf(misuse.getMessage()), misuse.getCommandLine());
    }

    private static int misused(String message, CommandLine command) {
        command.getErr().println(message);
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CliFailure.USAGE;
    }

    /** What can go wrong is told in words; anything else is a bug and keeps its stack trace. */
    private static int failed(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        boolean known = failure instanceof CliFailure || failure instanceof ZmqException || failure instanceof IOException;
        if (!known || parsed != null && isVerbose(parsed)) {
            failure.printStackTrace(command.getErr());
        }
        if (failure instanceof CliFailure told) {
            if (told.status() == CliFailure.USAGE) {
                return misused(String.valueOf(told.getMessage()), command);
            }
            command.getErr().println(told.getMessage());
            return told.status();
        }
        if (failure instanceof ZmqOptionException wrong) {
            return misused(String.valueOf(wrong.getMessage()), command);
        }
        if (known) {
            command.getErr().println(failure.getMessage());
        }
        return CliFailure.RUNTIME;
    }

    private static boolean isVerbose(ParseResult parsed) {
        return parsed.asCommandLineList().stream().map(CommandLine::getParseResult)
                .anyMatch(result -> result.hasMatchedOption("--verbose"));
    }
}
