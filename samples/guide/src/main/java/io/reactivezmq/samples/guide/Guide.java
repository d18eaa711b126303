package io.reactivezmq.samples.guide;

import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.samples.guide.binarystar.BinaryStarProgram;
import io.reactivezmq.samples.guide.clone.CloneProgram;
import io.reactivezmq.samples.guide.credit.Credit;
import io.reactivezmq.samples.guide.espresso.Espresso;
import io.reactivezmq.samples.guide.freelance.FreelanceProgram;
import io.reactivezmq.samples.guide.lastvalue.LastValueCache;
import io.reactivezmq.samples.guide.lazypirate.LazyPirate;
import io.reactivezmq.samples.guide.majordomo.Majordomo;
import io.reactivezmq.samples.guide.paranoidpirate.ParanoidPirateProgram;
import io.reactivezmq.samples.guide.roles.Roles;
import io.reactivezmq.samples.guide.suicidalsnail.SuicidalSnail;
import io.reactivezmq.samples.guide.titanic.TitanicProgram;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The program: runs the pattern that its first argument names, in the role that the second one names. */
public final class Guide {

    private static final Map<String, Roles> PATTERNS = new TreeMap<>(Map.ofEntries(
            alone("lazy-pirate", LazyPirate::main),
            alone("last-value-cache", LastValueCache::main),
            alone("suicidal-snail", SuicidalSnail::main),
            Map.entry("clone", CloneProgram.roles("clone")),
            Map.entry("majordomo", Majordomo.roles("majordomo")),
            Map.entry("paranoid-pirate", ParanoidPirateProgram.roles("paranoid-pirate")),
            Map.entry("freelance", FreelanceProgram.roles("freelance")),
            Map.entry("binary-star", BinaryStarProgram.roles("binary-star")),
            Map.entry("titanic", TitanicProgram.roles("titanic")),
            alone("credit", Credit::main),
            alone("espresso", Espresso::main)));

    private Guide() {
    }

    private static Map.Entry<String, Roles> alone(String name, Consumer<String[]> main) {
        return Map.entry(name, new Roles(name, () -> main.accept(new String[0])));
    }

    static Map<String, Roles> patterns() {
        return PATTERNS;
    }

    /**
     * Ends the process with status 1 where a role fails, and with 2 where the arguments are wrong.
     *
     * @param arguments the name of a pattern; then nothing, or the name of a role and its options
     */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        } catch (ZmqException failed) {
            System.err.println(failed.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] arguments) {
        Roles pattern = arguments.length > 0 ? PATTERNS.get(arguments[0]) : null;
        if (pattern == null) {
            throw new IllegalArgumentException("Name one of the patterns: " + String.join(", ", PATTERNS.keySet()));
        }
        pattern.run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
