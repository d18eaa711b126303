/**
 * Messages as lines of text and back: what standard input and output of the command line look like.
 *
 * <p>Doors: {@link io.reactivezmq.samples.cli.codec.MessageCodec}, one for each form, and
 * {@link io.reactivezmq.samples.cli.codec.LineReader}. Everything works on bytes: a million lines make no {@code String}.
 *
 * <p>Threads: nothing here is shared; a reader belongs to the thread that reads, a codec and its buffer to the one that writes.
 */
@NullMarked
package io.reactivezmq.samples.cli.codec;

import org.jspecify.annotations.NullMarked;
