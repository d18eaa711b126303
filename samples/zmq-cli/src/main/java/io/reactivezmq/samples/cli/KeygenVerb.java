package io.reactivezmq.samples.cli;

import io.reactivezmq.core.security.CurveKeyPair;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keygen}: a CURVE key pair. */
@Command(name = "keygen", description = "Make a CURVE key pair. Without --out, print both keys; with it, only the public one.")
final class KeygenVerb implements Callable<Integer> {

    @Mixin
    private HelpArguments help = new HelpArguments();

    @Option(names = "--out", paramLabel = "FILE",
            description = "A new file for both keys, for its owner only. Never overwrites one.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CurveKeyPair pair = CurveKeyPair.generate();
        PrintWriter out = spec.commandLine().getOut();
        if (file == null) {
            out.print(KeyFile.text(pair));
        } else {
            new KeyFile(file).write(pair);
            out.println(pair.publicKey());
        }
        out.flush();
        return 0;
    }
}
