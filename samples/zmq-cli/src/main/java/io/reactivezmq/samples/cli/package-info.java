/**
 * ZeroMQ from the command line: every socket type at the end of a pipe, and keys.
 *
 * <p>Door: {@link io.reactivezmq.samples.cli.ZmqCli}. Each family of verbs is a class ({@code SendVerb}, {@code ReceiveVerb},
 * {@code TalkVerb}, {@code RouteVerb}, {@code RequestVerb}, {@code ReplyVerb}) on {@code SocketVerb}; {@code ...Arguments} are the
 * options they share. {@code Session} is a socket at work: its input, its output, its peers and its end.
 *
 * <p>Threads: {@code BlockingSource} reads standard input on a thread of its own, {@code Printer} writes standard output on
 * another, what goes to standard error has a third. The main thread waits; event loops never do.
 */
@NullMarked
package io.reactivezmq.samples.cli;

import org.jspecify.annotations.NullMarked;
