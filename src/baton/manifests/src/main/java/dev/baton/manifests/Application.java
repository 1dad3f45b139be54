package dev.baton.manifests;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The description of an application that its build wrote to {@code target/baton/functions.json}. */
public record Application(String application, String namespace, List<EventType> eventTypes, List<Function> functions) {

    /** The pattern of function names, which are also names of Kubernetes objects. */
    private static final String NAME = "[a-z]([a-z0-9-]{0,48}[a-z0-9])?";

    /** An event type and the Kafka topic of its events. */
    public record EventType(String type, String topic) {}

    /**
     * A function with the event types that trigger it (several are versions of one type), their topic, the types that
     * it may emit, and its schedule or null.
     */
    public record Function(
            String name,
            List<String> types,
            String topic,
            List<String> emits,
            @Nullable Schedule schedule) {}

    /** The schedule of a function: a cron expression and a time zone. */
    public record Schedule(String cron, String zone) {

        /** Returns whether the schedule is not switched off. */
        public boolean runs() {
            return !cron.strip().equalsIgnoreCase("off");
        }

        /** Returns the expression as a YAML string. */
        public String quotedCron() {
            return Workload.quoted(cron);
        }
    }

    public Application {
        if (namespace == null) {
            throw new ManifestsException("functions.json does not have the application's namespace: an older version of"
                    + " Baton wrote it; build the application again (package)");
        }
        eventTypes = eventTypes.stream()
                .sorted(Comparator.comparing(EventType::type))
                .toList();
        functions =
                functions.stream().sorted(Comparator.comparing(Function::name)).toList();
        functions.forEach(Application::check);
    }

    /** Reads the file that the build of an application wrote. */
    public static Application read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ManifestsException("There is no " + file
                    + ": build the application first (package); its build writes target/baton/functions.json");
        }
        try {
            return JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(file.toFile(), Application.class);
        } catch (IOException e) {
            throw new ManifestsException(file + " can't be read as the description of functions: " + e.getMessage(), e);
        }
    }

    /** Returns all topics of events in alphabetical order. */
    List<String> topics() {
        return List.copyOf(
                new TreeSet<>(eventTypes.stream().map(EventType::topic).toList()));
    }

    /** Returns the event types of a topic, which are versions of one type. */
    List<String> typesOf(String topic) {
        List<String> types = eventTypes.stream()
                .filter(each -> each.topic().equals(topic))
                .map(EventType::type)
                .toList();
        if (types.isEmpty()) {
            throw new ManifestsException(
                    "'" + topic + "' (liveTopics) is not a topic of the application's events; these are " + topics());
        }
        return types;
    }

    private static void check(Function function) {
        if (!function.name().matches(NAME)) {
            throw new ManifestsException("the name of function '" + function.name()
                    + "' can't be that of a Kubernetes object: it must match " + NAME
                    + "; give the function another with @Funq(\"...\")");
        }
        if (function.schedule() != null && function.schedule().runs()) {
            check(function.name(), function.schedule());
        }
    }

    private static void check(String function, Schedule schedule) {
        if ((schedule.cron() + schedule.zone()).contains("${")) {
            throw new ManifestsException("the schedule of function '" + function + "' is '" + schedule.cron() + "' in '"
                    + schedule.zone() + "', but a PingSource can't read configuration: write the values themselves");
        }
        if (schedule.cron().strip().split("\\s+").length != 5) {
            throw new ManifestsException("the schedule of function '" + function + "' is '" + schedule.cron()
                    + "', but a PingSource takes five fields, from minute to day of week: leave out the seconds");
        }
    }
}
