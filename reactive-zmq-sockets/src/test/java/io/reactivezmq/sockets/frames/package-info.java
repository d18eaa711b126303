/** Values as frames of JSON and MessagePack. Tests block, with deadlines. */
@NullMarked
package io.reactivezmq.sockets.frames;

import org.jspecify.annotations.NullMarked;
