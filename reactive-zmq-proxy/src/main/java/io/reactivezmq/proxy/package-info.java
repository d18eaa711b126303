/**
 * Proxies between two sockets, as merges of their streams: what one side receives the other sends, under backpressure.
 *
 * <p>Threading: a proxy owns no thread; it runs on the event loops of the sockets it joins.
 */
@NullMarked
package io.reactivezmq.proxy;

import org.jspecify.annotations.NullMarked;
