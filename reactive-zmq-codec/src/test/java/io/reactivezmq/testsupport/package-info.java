/**
 * The check that ends every test run of the modules that use Netty: no buffer was leaked. It is found through
 * {@code META-INF/services}, so having this module's test jar on the class path is all that a module needs.
 *
 * <p>Threading: Netty reports leaks on any thread that allocates; the recorder takes them from all.
 */
@NullMarked
package io.reactivezmq.testsupport;

import org.jspecify.annotations.NullMarked;
