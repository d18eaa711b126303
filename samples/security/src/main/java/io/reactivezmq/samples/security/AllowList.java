package io.reactivezmq.samples.security;

import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.security.CurvePublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of those who may come in, one a line; comments begin with {@code #}, also behind a key. Z85 has a {@code #} too,
 * but no key begins with one: five such digits would be more than 32 bits.
 */
final class AllowList {

    private AllowList() {
    }

    static Set<CurvePublicKey> read(Path file) throws IOException {
        Set<CurvePublicKey> keys = new LinkedHashSet<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).strip().split("\\s+", 2);
            if (words[0].isEmpty() || words[0].charAt(0) == '#') {
                continue;
            }
            if (words.length > 1 && words[1].charAt(0) != '#') {
                throw wrong(file, i, "more than a key; a comment begins with #");
            }
            try {
                keys.add(CurvePublicKey.of(words[0]));
            } catch (ZmqOptionException noKey) {
                throw wrong(file, i, noKey.getMessage());
            }
        }
        if (keys.isEmpty()) {
            throw SampleFailure.runtime(file + " has no key, so nobody could come in: "
                    + "add what keygen --out printed, one key a line");
        }
        return keys;
    }

    private static SampleFailure wrong(Path file, int index, @Nullable String what) {
        return SampleFailure.runtime(file + ", line " + (index + 1) + ": " + what);
    }
}
