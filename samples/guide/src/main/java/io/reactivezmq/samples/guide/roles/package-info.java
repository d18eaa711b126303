/** What lets the patterns be started as several processes: roles, and the options of each. */
@NullMarked
package io.reactivezmq.samples.guide.roles;

import org.jspecify.annotations.NullMarked;
