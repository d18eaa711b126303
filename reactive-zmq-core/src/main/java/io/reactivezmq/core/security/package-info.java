/**
 * Who may talk to whom: the keys of CURVE and the text form in which they are exchanged.
 *
 * <p>Door: {@link io.reactivezmq.core.security.CurveKeyPair} for this side, {@link io.reactivezmq.core.security.CurvePublicKey}
 * for the others.
 *
 * <p>Threads: all types are immutable, except that a key pair can be destroyed; both may be shared.
 *
 * <p>RFC: <a href="https://rfc.zeromq.org/spec/32/">32</a> for Z85, <a href="https://rfc.zeromq.org/spec/26/">26</a> for CurveZMQ.
 */
@NullMarked
package io.reactivezmq.core.security;

import org.jspecify.annotations.NullMarked;
