package dev.baton.runtime.catalog;

import io.quarkus.funqy.runtime.FunctionInvoker;
import java.net.URI;
import java.util.Set;

/**
 * One function of this application.
 *
 * @param namespace the name of the whole system that it is a part of
 * @param name its name, unique in the namespace
 * @param input the one event type that it handles
 * @param emits the CloudEvents types of the events it may emit
 * @param blocking whether it runs on a worker thread
 * @param retry what it declares of how its events are tried again
 * @param invoker calls it
 */
public record BatonFunction(
        String namespace,
        String name,
        EventTypeDescriptor input,
        Set<String> emits,
        boolean blocking,
        DeclaredRetry retry,
        FunctionInvoker invoker) {

    /** Returns its Kafka consumer group. */
    public String group() {
        return namespace + "." + name;
    }

    /** The CloudEvents {@code source} of the events it emits. */
    public URI source() {
        return URI.create("/" + namespace + "/functions/" + name);
    }
}
