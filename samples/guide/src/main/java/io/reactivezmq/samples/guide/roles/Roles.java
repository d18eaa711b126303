package io.reactivezmq.samples.guide.roles;

import io.reactivezmq.core.endpoint.Endpoint;
import io.reactivezmq.core.error.ZmqEndpointException;
import io.reactivezmq.core.message.ZmqMessage;
import io.reactivezmq.sockets.ZmqContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** A pattern as a program: by itself it is a demonstration, and in a role it is one of several processes. */
public final class Roles {

    /** One option in the usage of a role. */
    private static final Pattern OPTION = Pattern.compile("(\\[)?(--[a-z-]+) ([A-Za-z|-]+)(\\.\\.\\.)?]?");

    private record Option(String name, String value, boolean optional, boolean repeatable) {
    }

    private record Role(String usage, List<Option> options, BiFunction<ZmqContext, Options, Mono<Void>> work) {
    }

    /** What to do: the work of a role. */
    record Call(Options options, BiFunction<ZmqContext, Options, Mono<Void>> work) {
    }

    private final String pattern;
    private final Runnable demonstration;
    private final Map<String, Role> roles = new LinkedHashMap<>();

    /** @param demonstration what the pattern shows in one process */
    public Roles(String pattern, Runnable demonstration) {
        this.pattern = pattern;
        this.demonstration = demonstration;
    }

    /**
     * One more role.
     *
     * @param usage the options with what stands behind them, {@code --bind EP [--say TEXT] --connect EP...}: in brackets what may
     *     be left out, with dots what may be given several times. {@code EP} has to be an endpoint, to bind or to connect to as the
     *     name of the option says, {@code SECONDS} a number, and of {@code one|other} it has to be one
     * @param work ends when the process is to end
     */
    public Roles role(String name, String usage, BiFunction<ZmqContext, Options, Mono<Void>> work) {
        List<Option> options = OPTION.matcher(usage).results()
                .map(found -> new Option(found.group(2), found.group(3), found.group(1) != null, found.group(4) != null)).toList();
        roles.put(name, new Role(usage, options, work));
        return this;
    }

    /** The names of the roles. */
    public List<String> names() {
        return List.copyOf(roles.keySet());
    }

    /**
     * Runs the demonstration, or the role that the first argument names until it is done.
     *
     * @throws IllegalArgumentException for arguments that it does not take
     */
    public void run(String... arguments) {
        if (arguments.length == 0) {
            demonstration.run();
            return;
        }
        Call call = parse(arguments);
        try (ZmqContext zmq = ZmqContext.create()) {
            call.work().apply(zmq, call.options()).block();
        }
    }

    /** The frames of a message as a line to print. */
    public static String text(ZmqMessage message) {
        return IntStream.range(0, message.frameCount()).mapToObj(message::frameAsString).collect(Collectors.joining(" "));
    }

    Call parse(String... arguments) {
        Role role = roles.get(arguments[0]);
        if (role == null) {
            throw new IllegalArgumentException(roles.isEmpty() ? pattern + " has no roles: start it without arguments"
                    : "\"" + arguments[0] + "\" is no role of " + pattern + ".\n" + usage());
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            String name = arguments[i];
            Option option = role.options().stream().filter(known -> known.name().equals(name)).findFirst()
                    .orElseThrow(() -> wrong("it has no option " + name));
            if (i + 1 == arguments.length) {
                throw wrong(name + " wants " + option.value() + " behind it");
            }
            if (!option.repeatable() && values.containsKey(name)) {
                throw wrong(name + " was given twice");
            }
            values.computeIfAbsent(name, first -> new ArrayList<>()).add(checked(option, arguments[i + 1]));
        }
        role.options().stream().filter(option -> !option.optional() && !values.containsKey(option.name())).findFirst()
                .ifPresent(missing -> {
                    throw wrong(missing.name() + " " + missing.value() + " is missing");
                });
        return new Call(new Options(values), role.work());
    }

    private String checked(Option option, String value) {
        if (option.value().equals("EP")) {
            requireEndpoint(option.name(), value);
        } else if (option.value().equals("SECONDS") && !value.matches("[0-9]{1,9}")) {
            throw wrong(option.name() + " wants a whole number of seconds, and not " + value);
        } else if (option.value().contains("|") && !List.of(option.value().split("\\|")).contains(value)) {
            throw wrong(option.name() + " wants one of " + option.value() + ", and not " + value);
        }
        return value;
    }

    private void requireEndpoint(String option, String value) {
        try {
            Endpoint endpoint = Endpoint.parse(value);
            if (option.startsWith("--bind")) {
                endpoint.requireBindable();
            } else {
                endpoint.requireConnectable();
            }
        } catch (ZmqEndpointException malformed) {
            throw wrong(option + ": " + malformed.getMessage());
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + ".\n" + usage());
    }

    private String usage() {
        return roles.entrySet().stream().map(role -> "  " + pattern + " " + role.getKey() + " " + role.getValue().usage())
                .collect(Collectors.joining("\n", "Start it so:\n", ""));
    }
}
