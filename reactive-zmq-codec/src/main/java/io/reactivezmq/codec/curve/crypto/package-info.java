/**
 * The primitives of CURVE: NaCl's boxes, which are X25519, XSalsa20 and Poly1305.
 *
 * <p>Doors: {@link io.reactivezmq.codec.curve.crypto.SecretBox} for what is sealed with numbers under one key, message after
 * message; {@link io.reactivezmq.codec.curve.crypto.CryptoBox} for the boxes of a handshake. BouncyCastle, which does X25519, is
 * known to no other package.
 *
 * <p>Threading: nothing here is thread-safe, and everything may be handed from one thread to another.
 *
 * @see <a href="https://rfc.zeromq.org/spec/26/">RFC 26, CurveZMQ</a>
 * @see <a href="https://cr.yp.to/highspeed/naclcrypto-20090310.pdf">Bernstein, "Cryptography in NaCl"</a>
 */
@NullMarked
package io.reactivezmq.codec.curve.crypto;

import org.jspecify.annotations.NullMarked;
