package dev.baton.runtime.catalog;

import io.quarkus.funqy.runtime.FunctionInvoker;
import java.net.URI;
import java.util.Set;

/**
 * One function of this application.
 *
 * @param namespace the name of the whole system to which the function belongs
 * @param name the name of the function, unique in the namespace
 * @param input the one event type that the function handles
 * @param emits the CloudEvents types of the events that the function may emit
 * @param blocking whether the function runs on a worker thread
 * @param retry how the function declares that its events are retried
 * @param invoker calls the function
 * @param source the CloudEvents {@code source} of the events that the function emits
 */
public record BatonFunction(
        String namespace,
        String name,
        EventTypeDescriptor input,
        Set<String> emits,
        boolean blocking,
        DeclaredRetry retry,
        FunctionInvoker invoker,
        URI source) {

    public BatonFunction(
            String namespace,
            String name,
            EventTypeDescriptor input,
            Set<String> emits,
            boolean blocking,
            DeclaredRetry retry,
            FunctionInvoker invoker) {
        this(
                namespace,
                name,
                input,
                emits,
                blocking,
                retry,
                invoker,
                URI.create("/" + namespace + "/functions/" + name));
    }
}
