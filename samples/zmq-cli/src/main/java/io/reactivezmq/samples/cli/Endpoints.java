package io.reactivezmq.samples.cli;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.endpoint.InprocEndpoint;
import io.reactivezmq.core.error.ZmqEndpointException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Endpoints as they are written on a command line. */
final class Endpoints {

    private Endpoints() {
    }

    static Endpoint bindable(String text) {
        try {
            Endpoint endpoint = parse(text);
            endpoint.requireBindable();
            return endpoint;
        } catch (ZmqEndpointException wrong) {
            throw new TypeConversionException(String.valueOf(wrong.getMessage()));
        }
    }

    static Endpoint connectable(String text) {
        try {
            Endpoint endpoint = parse(text);
            endpoint.requireConnectable();
            return endpoint;
        } catch (ZmqEndpointException wrong) {
            throw new TypeConversionException(String.valueOf(wrong.getMessage()));
        }
    }

    private static Endpoint parse(String text) {
        Endpoint endpoint = Endpoint.parse(text);
        if (endpoint instanceof InprocEndpoint) {
            throw new TypeConversionException("'" + text
                    + "' is within one process, and nobody else is in this one: use tcp or ipc");
        }
        return endpoint;
    }

    /** For {@code --bind}. */
    static final class Bind implements ITypeConverter<Endpoint> {

        @Override
        public Endpoint convert(String text) {
            return bindable(text);
        }
    }

    /** For {@code --connect}. */
    static final class Connect implements ITypeConverter<Endpoint> {

        @Override
        public Endpoint convert(String text) {
            return connectable(text);
        }
    }
}
