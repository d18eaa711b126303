package io.reactivezmq.sockets;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqException;
import io.reactivezmq.sockets.connection.ConnectingLink;
import io.reactivezmq.sockets.connection.Link;
import io.reactivezmq.sockets.pipe.Pipe;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may bring a socket peers: listeners, endpoints that are connected to, and connections that were accepted. Tells
 * the pattern when the last of them was given up, and when there is another one. Any thread.
 */
final class Links {

    private final Pattern pattern;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private volatile @Nullable ZmqException lastGivenUpFor;

    Links(Pattern pattern) {
        this.pattern = pattern;
    }

    /** As they are now. */
    List<Link> all() {
        return List.copyOf(links);
    }

    /** What is bound or connected. */
    List<Endpoint> endpoints() {
        return links.stream().filter(link -> link.role() != Link.Role.ACCEPTED).map(Link::endpoint).toList();
    }

    List<Link> at(Endpoint endpoint, Link.Role role) {
        return links.stream().filter(link -> link.role() == role && link.endpoint().equals(endpoint)).toList();
    }

    /** What connects this pipe; none if it was accepted. */
    List<Link> connecting(Pipe pipe) {
        return links.stream().filter(link -> link instanceof ConnectingLink connecting && connecting.pipe() == pipe).toList();
    }

    /** Whether an attempt to connect there is under way or has succeeded. */
    boolean isConnected(Endpoint endpoint) {
        return links.stream().anyMatch(link ->
                link instanceof ConnectingLink known && known.endpoint().equals(endpoint) && !known.pipe().isTerminated());
    }

    void add(Link link) {
        links.add(link);
        lookForPeers();
    }

    /**
     * In place of those to the same endpoint that were given up: nothing is left of them but their places, which whoever connects again
     * and again must not add to.
     */
    void addAnew(ConnectingLink connector) {
        links.removeIf(link -> link.givenUpFor() != null && link.endpoint().equals(connector.endpoint()));
        add(connector);
    }

    /** One that never began. */
    void withdraw(Link link) {
        links.remove(link);
    }

    void remove(Link link) {
        links.remove(link);
        lostPeers();
    }

    /** {@link #lostPeers()} has to follow, when no lock is held. */
    void takeOut(Collection<Link> ended) {
        links.removeAll(ended);
    }

    /** One that stays will not bring any peer. */
    void givenUp(ZmqException cause) {
        lastGivenUpFor = cause;
        lostPeers();
    }

    /** There is one less who may bring a peer; without locks, because whoever waits for one may be told. */
    void lostPeers() {
        lookForPeers();
        if (pattern.desertion() != null) {
            pattern.deserted();
        }
    }

    /** One after the other, so that what the pattern believes is what the links say. */
    private synchronized void lookForPeers() {
        pattern.desertion(desertion());
    }

    /** Why each link that is there was given up, the one that was last if it still is; null if one was not, or there is none. */
    private @Nullable ZmqException desertion() {
        ZmqException last = lastGivenUpFor;
        ZmqException found = null;
        for (Link link : links) {
            ZmqException reason = link.givenUpFor();
            if (reason == null) {
                return null;
            }
            if (found == null || found != last) {
                found = reason;
            }
        }
        return found;
    }
}
