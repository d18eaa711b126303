/**
 * Frames as values and values as frames: JSON and MessagePack through Jackson 3. Optional: needs
 * {@code tools.jackson.core:jackson-databind}, and for MessagePack {@code org.msgpack:msgpack-core} too; nothing of this package is
 * loaded unless it is used.
 *
 * <p>In an application that is a module, its module-info requires {@code tools.jackson.databind} and opens the packages of the
 * values to it; a module on the path that nobody requires is not there. {@code msgpack-core} is no module and names none: Java
 * calls it {@code msgpack.core} after its file, so that the file must keep its name, and {@code jlink} does not take it.
 *
 * <p>Doors: {@link io.reactivezmq.sockets.frames.FrameCodec} for Jackson as it comes,
 * {@link io.reactivezmq.sockets.frames.JacksonFrames} for a mapper of the application's own.
 *
 * <p>Threads: any; codecs are immutable and shared freely.
 */
@NullMarked
package io.reactivezmq.sockets.frames;

import org.jspecify.annotations.NullMarked;
