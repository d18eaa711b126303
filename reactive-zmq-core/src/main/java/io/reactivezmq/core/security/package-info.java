/**
 * Who may talk to whom: the mechanisms and their secrets, who decides about a peer, and the keys of CURVE with the text form in
 * which they are exchanged.
 *
 * <p>Door: {@link io.reactivezmq.core.security.Security} for the options of a socket, {@link
 * io.reactivezmq.core.security.Authenticator} for who decides; {@link io.reactivezmq.core.security.CurveKeyPair} for this side,
 * {@link io.reactivezmq.core.security.CurvePublicKey} for the others.
 *
 * <p>Threads: all types are immutable, except that a key pair and PLAIN's credentials can be destroyed; all may be shared.
 *
 * <p>RFC: <a href="https://rfc.zeromq.org/spec/24/">24</a> for PLAIN, <a href="https://rfc.zeromq.org/spec/27/">27</a> for ZAP,
 * <a href="https://rfc.zeromq.org/spec/32/">32</a> for Z85, <a href="https://rfc.zeromq.org/spec/26/">26</a> for CurveZMQ.
 */
@NullMarked
package io.reactivezmq.core.security;

import org.jspecify.annotations.NullMarked;
