package io.reactivezmq.perf;

import io.reactivezmq.perf.compare.MeasurementException;
import io.reactivezmq.perf.compare.MissingPeerException;
import io.reactivezmq.perf.worker.PerfCase;
import io.reactivezmq.perf.worker.PerfCases;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** The program. */
@Command(name = "reactive-zmq-perf", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        versionProvider = Perf.Version.class, subcommands = {CompareCommand.class, ChartCommand.class, JmhCommand.class,
                WorkerCommand.class},
        description = "Measures reactive-zmq beside libzmq and JeroMQ, and its parts by themselves.")
public final class Perf {

    /** Exit status when a peer has to be installed first. */
    static final int MISSING_PEER = 3;

    /** Runs a command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Perf());
        commandLine.registerConverter(PerfCase.class, Perf::perfCase);
        return commandLine.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(Perf::misused).setUsageHelpWidth(100);
    }

    private static PerfCase perfCase(String name) {
        try {
            return PerfCases.named(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static int misused(ParameterException misuse, String[] arguments) {
        CommandLine command = misuse.getCommandLine();
        command.getErr().println(misuse.getMessage());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    /** What can go wrong on a machine is told in words; anything else is a bug and keeps its stack trace. */
    private static final class Failures implements IExecutionExceptionHandler {

        @Override
        public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed)
                throws Exception {
            if (failure instanceof MissingPeerException) {
                command.getErr().println(failure.getMessage());
                return MISSING_PEER;
            }
            if (failure instanceof MeasurementException) {
                command.getErr().println("\n" + failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw failure;
        }
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {current()};
        }

        static String current() {
            String version = Perf.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }
}
