package dev.baton.triggers;

import dev.baton.triggers.delivery.BrokerClass;
import dev.baton.triggers.error.TriggersException;
import dev.baton.triggers.http.Ingress;
import dev.baton.triggers.manifest.Addresses;
import dev.baton.triggers.manifest.KafkaSink;
import dev.baton.triggers.manifest.Reference;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of {@link Standalone}: {@code --triggers=DIR}, {@code --port=N} (default 8081),
 * {@code --subscriber NAME=URL} (repeatable), {@code --functions=URL} (the address of every other Service is URL/NAME),
 * {@code --kafka=HOST:PORT} (default: an embedded broker), {@code --directory=D} to keep the embedded broker's data
 * (default: the data is deleted at the end), and {@code --broker-class=CLASS} (default: that of the Broker in the files,
 * else Kafka).
 */
record StandaloneOptions(
        Path triggers,
        int port,
        Map<String, URI> subscribers,
        Optional<URI> functions,
        Optional<String> kafka,
        Optional<Path> directory,
        Optional<BrokerClass> brokerClass) {

    private static final String USAGE = "use --triggers=DIR [--port=N] [--subscriber NAME=URL]... [--functions=URL] "
            + "[--kafka=HOST:PORT] [--directory=D] [--broker-class=Kafka|MTChannelBasedBroker]";
    private static final String SUBSCRIBER = "--subscriber";
    private static final String BROKER_CLASS = "--broker-class";
    private static final Set<String> SINGLE =
            Set.of("--triggers", "--port", "--functions", "--kafka", "--directory", BROKER_CLASS);

    static StandaloneOptions parse(String[] arguments) {
        Map<String, String> single = new HashMap<>();
        Map<String, URI> subscribers = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(SUBSCRIBER) && i + 1 < arguments.length) {
                subscriber(arguments[++i], subscribers);
            } else if (arguments[i].startsWith(SUBSCRIBER + "=")) {
                subscriber(arguments[i].substring(SUBSCRIBER.length() + 1), subscribers);
            } else if (arguments[i].equals(BROKER_CLASS) && i + 1 < arguments.length) {
                single.put(BROKER_CLASS, arguments[++i]);
            } else {
                single(arguments[i], single);
            }
        }
        return of(single, subscribers);
    }

    private static StandaloneOptions of(Map<String, String> single, Map<String, URI> subscribers) {
        if (!single.containsKey("--triggers")) {
            throw new TriggersException("--triggers is missing: " + USAGE);
        }
        return new StandaloneOptions(
                Path.of(single.get("--triggers")),
                port(single.getOrDefault("--port", "8081")),
                Map.copyOf(subscribers),
                Optional.ofNullable(single.get("--functions")).map(StandaloneOptions::url),
                Optional.ofNullable(single.get("--kafka")),
                Optional.ofNullable(single.get("--directory")).map(Path::of),
                Optional.ofNullable(single.get(BROKER_CLASS)).map(StandaloneOptions::brokerClass));
    }

    private static BrokerClass brokerClass(String title) {
        return BrokerClass.of(title)
                .orElseThrow(() -> new TriggersException(
                        "--broker-class must be Kafka or MTChannelBasedBroker but was '%s'".formatted(title)));
    }

    private static void single(String argument, Map<String, String> single) {
        String[] parts = argument.split("=", 2);
        if (parts.length != 2 || !SINGLE.contains(parts[0])) {
            throw new TriggersException("Unknown argument '%s': %s".formatted(argument, USAGE));
        }
        single.put(parts[0], parts[1]);
    }

    private static void subscriber(String argument, Map<String, URI> subscribers) {
        String[] parts = argument.split("=", 2);
        if (parts.length != 2) {
            throw new TriggersException("--subscriber must be NAME=URL but was '%s'".formatted(argument));
        }
        subscribers.put(parts[0], url(parts[1]));
    }

    private static URI url(String text) {
        if (!text.startsWith("http://")) {
            throw new TriggersException("'%s' must be a URL that begins with http://".formatted(text));
        }
        return URI.create(text);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
            throw new NumberFormatException(text);
        } catch (NumberFormatException e) {
            throw new TriggersException("--port must be a number from 1 to 65535 but was '%s'".formatted(text), e);
        }
    }

    /**
     * Returns the addresses of the resources that Triggers refer to: the {@code --subscriber} with the name of the
     * resource, whatever its kind, else one of these sinks, else a Service under the functions' URL.
     */
    Addresses addresses(List<KafkaSink> sinks) {
        return reference -> Optional.ofNullable(subscribers.get(reference.name()))
                .or(() -> sink(reference, sinks))
                .or(() -> service(reference));
    }

    private Optional<URI> sink(Reference reference, List<KafkaSink> sinks) {
        boolean known = sinks.stream().anyMatch(sink -> sink.name().equals(reference.name()));
        return known && "KafkaSink".equals(reference.kind())
                ? Optional.of(URI.create("http://localhost:" + port + Ingress.sink(reference.name())))
                : Optional.empty();
    }

    private Optional<URI> service(Reference reference) {
        return functions
                .filter(base -> "Service".equals(reference.kind()))
                .map(base -> URI.create(base.toString().replaceAll("/+$", "") + "/" + reference.name()));
    }
}
