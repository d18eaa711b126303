/**
 * CURVE from the command line: keys, a server that lets in who is on its list, and a client.
 *
 * <p>Door: {@link io.reactivezmq.samples.security.SecuritySample}. {@code EchoServer} and {@code EchoClient} show the options and
 * the authenticator, {@code KeyFile} and {@code AllowList} how keys are kept.
 *
 * <p>Threads: whatever prints does so on a scheduler's thread, because it may block; the rest happens on event loops.
 */
@NullMarked
package io.reactivezmq.samples.security;

import org.jspecify.annotations.NullMarked;
