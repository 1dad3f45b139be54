package dev.baton.routing;

import io.quarkus.funqy.runtime.FunctionInvoker;
import java.net.URI;
import java.util.Set;

/**
 * One function of this application.
 *
 * @param name its name, which is also its consumer group and what the inbox knows it by
 * @param input the one event type that it handles
 * @param emits the CloudEvents types of the events it may emit
 * @param blocking whether it runs on a worker thread
 * @param retry what it declares of how its events are tried again
 * @param invoker calls it
 */
public record BatonFunction(
        String name,
        EventTypeDescriptor input,
        Set<String> emits,
        boolean blocking,
        DeclaredRetry retry,
        FunctionInvoker invoker) {

    /** The CloudEvents {@code source} of the events it emits. */
    public URI source() {
        return URI.create("/functions/" + name);
    }
}
