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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program. */
@Command(name = "zmq", synopsisSubcommandLabel = "VERB",
        description = "ZeroMQ from the command line: a socket at the end of a pipe.",
        footer = {"", "Try 'zmq VERB --help'. Exit status: 0 done, 1 failure, 2 wrong arguments, 3 timeout."})
public final class ZmqCli {

    private static final int HELP_WIDTH = 110;

    @Mixin
    private HelpArguments help = new HelpArguments();

    private ZmqCli() {
    }

    /** Does what a verb says and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine(new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8)).execute(arguments));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine program = new CommandLine(new ZmqCli());
        for (SocketVerb<?> verb : verbs()) {
            CommandLine command = new CommandLine(verb);
            CommandSpec spec = command.getCommandSpec();
            spec.usageMessage().description(verb.description()).footer(Format.HELP);
            program.addSubcommand(verb.name(), command);
        }
        return program.addSubcommand(new KeygenVerb()).setOut(out).setErr(err)
                // A key may begin with "@".
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(ZmqCli::misused)
                .setExecutionExceptionHandler(ZmqCli::failed)
                .setUsageHelpWidth(HELP_WIDTH);
    }

    private static List<SocketVerb<?>> verbs() {
        return Arrays.asList(
                new SendVerb<PubSocket>(SocketType.PUB, ZmqContext::pub, pub -> pub.topicsCount() > 0,
                        "Publish standard input once somebody has subscribed. Subscribers that are too slow miss messages."),
                new ReceiveVerb.Sub(),
                new SendVerb<PushSocket>(SocketType.PUSH, ZmqContext::push, push -> true,
                        "Send standard input to PULL peers in turn, as fast as they take it."),
                new ReceiveVerb.Pull(), new RequestVerb(), new ReplyVerb(), new TalkVerb.Dealer(), new RouteVerb.Router(),
                new TalkVerb.Pair(), new TalkVerb.XPub(), new TalkVerb.XSub(), new RouteVerb.Stream());
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
