package dev.baton.manifests;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of process as the templates see it.
 *
 * @param component function, service, relay or migrations
 * @param secret the name of a Secret with further environment variables, or null
 */
record Workload(
        String name,
        String component,
        String memory,
        List<Variable> environment,
        @Nullable String secret,
        List<Integer> connectsTo,
        Application.@Nullable Function function,
        Platform.@Nullable Service service) {

    static final String FUNCTION = "function";
    static final String SERVICE = "service";

    private static final int HTTP_PORT = 8080;

    /** An environment variable; {@code quoted} is its value as a YAML string. */
    record Variable(String name, String quoted) {}

    /** Returns the environment variable that gives a process the address of this function. */
    public String urlVariable() {
        return "BATON_FUNCTIONS__" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "__URL";
    }

    /** Returns the port of health and metrics. */
    public int probePort() {
        return service == null || service.managementPort() == null ? HTTP_PORT : service.managementPort();
    }

    /** Returns whether this is a function with an active schedule. */
    public boolean scheduled() {
        return function != null
                && function.schedule() != null
                && function.schedule().runs();
    }

    /** Returns whether {@code platform.yaml} sets this environment variable for the process. */
    public boolean sets(String variable) {
        return environment.stream().anyMatch(each -> each.name().equals(variable));
    }

    static Workload of(Application.Function function, Platform platform) {
        Platform.Extras extras = platform.functions().getOrDefault(function.name(), Platform.Extras.NONE);
        return of(function.name(), FUNCTION, extras, platform, function, null);
    }

    static Workload of(String name, Platform.Service service, Platform platform) {
        return of(name, SERVICE, service.extras(), platform, null, service);
    }

    static Workload own(String name, Platform platform) {
        return of(name, name, Platform.Extras.NONE, platform, null, null);
    }

    static List<Variable> variables(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(each -> new Variable(each.getKey(), quoted(each.getValue())))
                .toList();
    }

    /** Returns the value as a YAML string. Every JSON string is also a double-quoted YAML string. */
    static String quoted(String value) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
    }

    private static Workload of(
            String name,
            String component,
            Platform.Extras extras,
            Platform platform,
            Application.@Nullable Function function,
            Platform.@Nullable Service service) {
        return new Workload(
                name,
                component,
                extras.memory() == null ? platform.resources().memory() : extras.memory(),
                variables(extras.environment()),
                extras.secret(),
                extras.connectsTo(),
                function,
                service);
    }
}
