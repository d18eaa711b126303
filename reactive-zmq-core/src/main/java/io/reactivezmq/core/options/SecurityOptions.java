package io.reactivezmq.core.options;

import io.reactivezmq.core.error.ZmqOptionException;
import io.reactivezmq.core.security.Authenticator;
import io.reactivezmq.core.security.Security;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How peers prove who they are, and who decides about them.
 *
 * <table class="striped">
 *   <caption>Who is asked about a peer</caption>
 *   <thead>
 *     <tr><th>this side</th><th>asked</th><th>without authenticator and ZAP handler</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><td>NULL</td><td>if there is a domain or an authenticator</td><td>let in, unless the domain is enforced</td></tr>
 *     <tr><td>PLAIN server</td><td>always</td><td>refused</td></tr>
 *     <tr><td>CURVE server</td><td>always</td><td>let in with any key, unless the domain is enforced</td></tr>
 *     <tr><td>client</td><td>never</td><td></td></tr>
 *   </tbody>
 * </table>
 *
 * <p>Asked is the {@link #authenticator()}; if there is none, the ZAP handler (RFC 27): a REP or ROUTER socket of the same
 * context that is bound to {@code inproc://zeromq.zap.01}. A socket that asks, and every client of PLAIN and CURVE, serves no
 * peer below ZMTP 3.0.
 */
public final class SecurityOptions {

    private static final SecurityOptions DEFAULTS = builder().build();

    private final Security mechanism;
    private final String zapDomain;
    private final boolean enforceZapDomain;
    private final @Nullable Authenticator authenticator;
    private final Duration authenticationTimeout;

    private SecurityOptions(Builder builder) {
        this.mechanism = builder.mechanism;
        this.zapDomain = builder.zapDomain;
        this.enforceZapDomain = builder.enforceZapDomain;
        this.authenticator = builder.authenticator;
        this.authenticationTimeout = builder.authenticationTimeout;
    }

    /** The defaults. */
    public static SecurityOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these values. */
    public Builder mutate() {
        return new Builder(this);
    }

    /** These values with some of them changed. */
    public SecurityOptions mutate(Consumer<Builder> changes) {
        Builder builder = mutate();
        changes.accept(builder);
        return builder.build();
    }

    /**
     * {@code ZMQ_MECHANISM}, {@code ZMQ_PLAIN_SERVER}, {@code ZMQ_PLAIN_USERNAME}, {@code ZMQ_PLAIN_PASSWORD}, {@code
     * ZMQ_CURVE_SERVER}, {@code ZMQ_CURVE_PUBLICKEY}, {@code ZMQ_CURVE_SECRETKEY} and {@code ZMQ_CURVE_SERVERKEY}: the mechanism
     * with all that belongs to it. Default {@link Security#none()}.
     */
    public Security mechanism() {
        return mechanism;
    }

    /**
     * {@code ZMQ_ZAP_DOMAIN}: told to whoever decides, so that one handler can serve several sockets. With NULL it also makes the
     * socket ask at all. Default empty.
     */
    public String zapDomain() {
        return zapDomain;
    }

    /**
     * {@code ZMQ_ZAP_ENFORCE_DOMAIN}: nobody is let in when nobody is there to decide. Needs a {@link #zapDomain()}; without one
     * the socket cannot be opened. Default false.
     */
    public boolean enforceZapDomain() {
        return enforceZapDomain;
    }

    /** Who decides; null for the ZAP handler of the context. Default null. */
    public @Nullable Authenticator authenticator() {
        return authenticator;
    }

    /**
     * How long an answer may take; the peer is refused then. The deadline of the whole handshake goes on meanwhile, so a longer
     * time than {@link SocketOptions#handshakeTimeout()} means that one. Default 10 s; libzmq has only the latter.
     */
    public Duration authenticationTimeout() {
        return authenticationTimeout;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecurityOptions that && mechanism.equals(that.mechanism) && zapDomain.equals(that.zapDomain)
                && enforceZapDomain == that.enforceZapDomain && Objects.equals(authenticator, that.authenticator)
                && authenticationTimeout.equals(that.authenticationTimeout);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new @Nullable Object[] {
            mechanism, zapDomain, enforceZapDomain, authenticator, authenticationTimeout});
    }

    /** All values; of the mechanism no secret, and of the authenticator only whether there is one. */
    @Override
    public String toString() {
        return "SecurityOptions[mechanism=" + mechanism
                + ", zapDomain=" + zapDomain
                + ", enforceZapDomain=" + enforceZapDomain
                + ", authenticator=" + (authenticator == null ? "none" : "set")
                + ", authenticationTimeout=" + authenticationTimeout + "]";
    }

    /**
     * Builds {@link SecurityOptions}. Each setter raises {@link ZmqOptionException} (EINVAL) for a value outside its range.
     */
    public static final class Builder {

        private static final int MAX_DOMAIN = 255;

        private Security mechanism = Security.none();
        private String zapDomain = "";
        private boolean enforceZapDomain;
        private @Nullable Authenticator authenticator;
        private Duration authenticationTimeout = Duration.ofSeconds(10);

        private Builder() {
        }

        private Builder(SecurityOptions options) {
            this.mechanism = options.mechanism;
            this.zapDomain = options.zapDomain;
            this.enforceZapDomain = options.enforceZapDomain;
            this.authenticator = options.authenticator;
            this.authenticationTimeout = options.authenticationTimeout;
        }

        /** Sets {@link SecurityOptions#mechanism()}. */
        public Builder mechanism(Security mechanism) {
            this.mechanism = Objects.requireNonNull(mechanism, "mechanism");
            return this;
        }

        /** Sets {@link SecurityOptions#zapDomain()}: 0 to 255 bytes of UTF-8. */
        public Builder zapDomain(String domain) {
            int size = domain.getBytes(StandardCharsets.UTF_8).length;
            if (size > MAX_DOMAIN) {
                throw new ZmqOptionException("security.zapDomain", size + " bytes", "0 to " + MAX_DOMAIN + " bytes of UTF-8");
            }
            this.zapDomain = domain;
            return this;
        }

        /** Sets {@link SecurityOptions#enforceZapDomain()}. */
        public Builder enforceZapDomain(boolean enforced) {
            this.enforceZapDomain = enforced;
            return this;
        }

        /** Sets {@link SecurityOptions#authenticator()}. */
        public Builder authenticator(@Nullable Authenticator authenticator) {
            this.authenticator = authenticator;
            return this;
        }

        /** Sets {@link SecurityOptions#authenticationTimeout()}: 1 to 2147483647 ms. */
        public Builder authenticationTimeout(Duration timeout) {
            this.authenticationTimeout =
                    OptionRange.require("security.authenticationTimeout", timeout, OptionRange.ONE_MILLISECOND);
            return this;
        }

        /** The options with these values. The builder may be used further. */
        public SecurityOptions build() {
            return new SecurityOptions(this);
        }
    }
}
