/** What a Micrometer registry shows of sockets. Tests block, with deadlines. */
@NullMarked
package io.reactivezmq.sockets.micrometer;

import org.jspecify.annotations.NullMarked;
