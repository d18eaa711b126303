/**
 * The vocabulary of wire tests, here and in the modules above: literal bytes, their comparison, every way to cut them.
 *
 * <p>Doors: {@link io.reactivezmq.codec.test.Hex} and {@link io.reactivezmq.codec.test.ZmtpBytes} make bytes,
 * {@link io.reactivezmq.codec.test.WireAssert} compares them, {@link io.reactivezmq.codec.test.Fragmenter} cuts them.
 *
 * <p>Threading: static functions without state.
 */
@NullMarked
package io.reactivezmq.codec.test;

import org.jspecify.annotations.NullMarked;
