package io.reactivezmq.sockets.inproc;

import io.reactivezmq.sockets.connection.ConnectionHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of one context: who is bound to them, and who has connected before anybody was. Any thread. */
public final class InprocNames {

    private final Map<String, InprocBinder> bound = new HashMap<>();
    private final Map<String, Set<InprocConnector>> waiting = new HashMap<>();

    /** Takes a name; returns who has waited for that, or null if the name is taken. */
    synchronized @Nullable List<InprocConnector> bind(String name, InprocBinder binder) {
        if (bound.putIfAbsent(name, binder) != null) {
            return null;
        }
        Set<InprocConnector> connectors = waiting.remove(name);
        return connectors == null ? List.of() : new ArrayList<>(connectors);
    }

    synchronized void unbind(String name, InprocBinder binder) {
        bound.remove(name, binder);
    }

    /** Who is bound to this name; if nobody is, the connector is remembered for when somebody will be. */
    synchronized @Nullable InprocBinder find(String name, InprocConnector connector) {
        InprocBinder binder = bound.get(name);
        if (binder == null) {
            await(name, connector);
        }
        return binder;
    }

    /** Who is bound to this name now, or null. */
    public synchronized @Nullable ConnectionHost owner(String name) {
        InprocBinder binder = bound.get(name);
        return binder == null ? null : binder.host();
    }

    /** Who is bound to this name if not this one any more; else the connector is remembered for when somebody else will be. */
    synchronized @Nullable InprocBinder findOther(String name, InprocBinder refused, InprocConnector connector) {
        InprocBinder binder = bound.get(name);
        if (binder == null || binder == refused) {
            await(name, connector);
            return null;
        }
        return binder;
    }

    private void await(String name, InprocConnector connector) {
        waiting.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(connector);
    }

    synchronized void forget(String name, InprocConnector connector) {
        Set<InprocConnector> connectors = waiting.get(name);
        if (connectors != null && connectors.remove(connector) && connectors.isEmpty()) {
            waiting.remove(name);
        }
    }
}
