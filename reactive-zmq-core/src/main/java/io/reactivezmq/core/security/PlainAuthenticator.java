package io.reactivezmq.core.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Names and salted hashes of passwords. What an unknown user's password is compared with is the hash of random bytes. */
final class PlainAuthenticator implements Authenticator {

    private static final int SALT_SIZE = 32;

    private final byte[] salt = new byte[SALT_SIZE];
    private final byte[] nobody = new byte[SALT_SIZE];
    private final Map<String, byte[]> hashes = new HashMap<>();

    PlainAuthenticator(Map<String, String> passwords) {
        SecureRandom random = new SecureRandom();
        random.nextBytes(salt);
        random.nextBytes(nobody);
        passwords.forEach((user, password) -> hashes.put(user, hash(password.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public Mono<ZapReply> authenticate(ZapRequest request) {
        return Mono.fromSupplier(() -> request.credentials() instanceof Credentials.Plain plain
                ? judge(plain) : ZapReply.refuse("PLAIN only"));
    }

    private ZapReply judge(Credentials.Plain plain) {
        String user = plain.user();
        byte[] known = hashes.getOrDefault(user, nobody);
        byte[] password = plain.passwordBytes();
        byte[] told = hash(password);
        Arrays.fill(password, (byte) 0);
        return MessageDigest.isEqual(told, known) ? ZapReply.accept(user) : ZapReply.refuse("wrong user name or password");
    }

    private byte[] hash(byte[] password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(password);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The number of users only. */
    @Override
    public String toString() {
        return "Authenticator.plain[" + hashes.size() + " users]";
    }
}
