package io.reactivezmq.sockets.interop;

import io.reactivezmq.core.SocketType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** The interop matrix as markdown, one row a type of ours. README shows the one in which everything works. */
final class InteropTable {

    /** An implementation and a transport that it shares with us. */
    record Column(String implementation, String transport) {

        @Override
        public String toString() {
            return implementation + " " + transport;
        }
    }

    static final List<Column> COLUMNS = List.of(
            new Column("libzmq", "tcp"), new Column("libzmq", "ipc"), new Column("JeroMQ", "tcp"));

    private InteropTable() {
    }

    /** The table if all pairs work. */
    static List<String> complete() {
        return lines((pair, column) -> true);
    }

    static List<String> lines(BiPredicate<SocketPair, Column> works) {
        List<String> lines = new ArrayList<>();
        lines.add("| Ours | Theirs | " + COLUMNS.stream().map(Column::toString).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---|---|" + "---|".repeat(COLUMNS.size()));
        Arrays.stream(SocketType.values()).filter(type -> !type.peers().isEmpty()).forEach(type -> lines.add(row(type, works)));
        return lines;
    }

    private static String row(SocketType ours, BiPredicate<SocketPair, Column> works) {
        List<SocketPair> pairs = ours.peers().stream().map(theirs -> new SocketPair(ours, theirs)).toList();
        return "| " + ours + " | " + ours.peers().stream().map(SocketType::name).collect(Collectors.joining(", ")) + " | "
                + COLUMNS.stream().map(column -> cell(pairs, column, works)).collect(Collectors.joining(" | ")) + " |";
    }

    private static String cell(List<SocketPair> pairs, Column column, BiPredicate<SocketPair, Column> works) {
        String failed = pairs.stream().filter(pair -> !works.test(pair, column))
                .map(pair -> pair.theirs().name()).collect(Collectors.joining(", "));
        return failed.isEmpty() ? "yes" : "not " + failed;
    }
}
