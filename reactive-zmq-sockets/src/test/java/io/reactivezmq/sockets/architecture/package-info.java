/**
 * The map of the rooms as rules: which way dependencies point, who may know Netty's channels, and the habits of the code.
 * The rules read the compiled library modules that are on the class path; the proxy, which is built after this module, is
 * held to the same direction by its pom and its module descriptor.
 */
@NullMarked
package io.reactivezmq.sockets.architecture;

import org.jspecify.annotations.NullMarked;
