package dev.baton.manifests;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An event type as others find it in the cluster.
 *
 * @param source the {@code source} of its events, in which {@code {function}} stands for several functions; null if
 *     other processes than functions emit them
 * @param schema the address of its JSON Schema; null if no process serves it
 */
record DescribedType(
        String type, @Nullable String source, @Nullable String schema) {

    private static final String SERVED = "BATON_ASYNCAPI_ENABLED";

    /** Returns the name of the type's Kubernetes object. */
    public String name() {
        return type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** Returns the types that functions handle or emit. */
    static List<DescribedType> of(Application application, Platform platform) {
        return application.eventTypes().stream()
                .map(each -> new DescribedType(
                        each.type(), source(each.type(), application), schema(each.type(), application, platform)))
                .toList();
    }

    private static @Nullable String source(String type, Application application) {
        List<String> emitting = application.functions().stream()
                .filter(function -> function.emits().contains(type))
                .map(Application.Function::name)
                .toList();
        if (emitting.isEmpty()) {
            return null;
        }
        return "/" + application.namespace() + "/functions/" + (emitting.size() == 1 ? emitting.get(0) : "{function}");
    }

    /** A function serves the schemas of all types that it handles or emits. */
    private static @Nullable String schema(String type, Application application, Platform platform) {
        if (!Boolean.parseBoolean(platform.settings().get(SERVED))) {
            return null;
        }
        return application.functions().stream()
                .filter(function ->
                        function.types().contains(type) || function.emits().contains(type))
                .findFirst()
                .map(function -> "http://" + function.name() + "." + platform.name()
                        + ".svc.cluster.local/q/asyncapi/schemas/" + type)
                .orElse(null);
    }
}
