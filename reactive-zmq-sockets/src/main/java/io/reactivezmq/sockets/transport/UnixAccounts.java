package io.reactivezmq.sockets.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * The users of this machine and the groups that list them as members, as {@code passwd(5)} and {@code group(5)} have them.
 * Accounts that only a directory service knows are not seen.
 */
record UnixAccounts(List<String> passwd, List<String> group) {

    private static final Logger LOG = Loggers.getLogger(UnixAccounts.class);
    private static final int NAME = 0;
    private static final int ID = 2;
    private static final int MEMBERS = 3;

    /** Blocks: reads two files. */
    static UnixAccounts ofThisMachine() {
        return new UnixAccounts(lines("/etc/passwd"), lines("/etc/group"));
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            // then a group admits by a peer's primary group alone, which errs on the safe side
            LOG.warn("{} cannot be read: members of groups are not known", file, unreadable);
            return List.of();
        }
    }

    /** The ids of the users that are listed as members of one of these groups. */
    Set<Long> membersOf(Set<Long> gids) {
        Set<String> members = group.stream().map(line -> line.split(":"))
                .filter(fields -> fields.length > MEMBERS && isOneOf(gids, fields[ID]))
                .flatMap(fields -> Arrays.stream(fields[MEMBERS].split(",")))
                .map(String::strip)
                .collect(Collectors.toSet());
        return passwd.stream().map(line -> line.split(":"))
                .filter(fields -> fields.length > ID && members.contains(fields[NAME]) && isNumber(fields[ID]))
                .map(fields -> Long.valueOf(fields[ID]))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOneOf(Set<Long> ids, String text) {
        return isNumber(text) && ids.contains(Long.valueOf(text));
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,10}");
    }
}
