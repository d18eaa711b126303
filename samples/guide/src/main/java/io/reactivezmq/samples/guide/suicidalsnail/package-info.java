/** Suicidal snail: a subscriber that would rather die than be slow. Chapter 5 of the guide. */
@NullMarked
package io.reactivezmq.samples.guide.suicidalsnail;

import org.jspecify.annotations.NullMarked;
