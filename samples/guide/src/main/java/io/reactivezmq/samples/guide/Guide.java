package io.reactivezmq.samples.guide;

import io.reactivezmq.samples.guide.binarystar.BinaryStarProgram;
import io.reactivezmq.samples.guide.clone.CloneProgram;
import io.reactivezmq.samples.guide.credit.Credit;
import io.reactivezmq.samples.guide.espresso.Espresso;
import io.reactivezmq.samples.guide.freelance.Freelance;
import io.reactivezmq.samples.guide.lastvalue.LastValueCache;
import io.reactivezmq.samples.guide.lazypirate.LazyPirate;
import io.reactivezmq.samples.guide.majordomo.Majordomo;
import io.reactivezmq.samples.guide.paranoidpirate.ParanoidPirate;
import io.reactivezmq.samples.guide.suicidalsnail.SuicidalSnail;
import io.reactivezmq.samples.guide.titanic.TitanicProgram;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The program: runs the pattern that its first argument names. */
public final class Guide {

    private static final Map<String, Consumer<String[]>> PATTERNS = new TreeMap<>(Map.ofEntries(
            Map.entry("lazy-pirate", LazyPirate::main),
            Map.entry("last-value-cache", LastValueCache::main),
            Map.entry("suicidal-snail", SuicidalSnail::main),
            Map.entry("clone", CloneProgram::main),
            Map.entry("majordomo", Majordomo::main),
            Map.entry("paranoid-pirate", ParanoidPirate::main),
            Map.entry("freelance", Freelance::main),
            Map.entry("binary-star", BinaryStarProgram::main),
            Map.entry("titanic", TitanicProgram::main),
            Map.entry("credit", Credit::main),
            Map.entry("espresso", Espresso::main)));

    private Guide() {
    }

    static Set<String> names() {
        return PATTERNS.keySet();
    }

    /** @param arguments the name of a pattern */
    public static void main(String[] arguments) {
        Consumer<String[]> pattern = arguments.length == 1 ? PATTERNS.get(arguments[0]) : null;
        if (pattern == null) {
            System.err.println("Name one of the patterns: " + String.join(", ", PATTERNS.keySet()));
            System.exit(2);
            return;
        }
        pattern.accept(new String[0]);
    }
}
