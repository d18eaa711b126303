/**
 * Sockets of one context talk to each other without a network (zmq_inproc(7)): two pipes back to back, no codec, no copy. Both run on
 * the event loop of the connecting one, so a message goes from one to the other by a call.
 */
@NullMarked
package io.reactivezmq.sockets.inproc;

import org.jspecify.annotations.NullMarked;
