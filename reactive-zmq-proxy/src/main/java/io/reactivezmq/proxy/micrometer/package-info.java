/**
 * The numbers of proxies as Micrometer meters. Optional: needs {@code io.micrometer:micrometer-core} on the class path or module path, and
 * nothing of this package is loaded unless it is asked for. In an application that is a module, its module-info requires
 * {@code micrometer.core}.
 *
 * <p>Door: {@link io.reactivezmq.proxy.micrometer.ProxyMeters}.
 *
 * <p>Threads: any.
 */
@NullMarked
package io.reactivezmq.proxy.micrometer;

import org.jspecify.annotations.NullMarked;
