package dev.baton.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A description of an application's functions as JSON, for programs that are not Quarkus applications. The same
 * application always gives the same text. Fields may be added, but existing fields are kept.
 */
record FunctionsDescription(String application, String namespace, List<Type> eventTypes, List<Function> functions) {

    /** An event type and its Kafka topic. */
    record Type(String type, String topic) {}

    /**
     * A function: the types that trigger it (all versions of one event type, oldest first), their topic, the types that
     * it may emit, and its schedule, if it has one.
     */
    record Function(
            String name,
            List<String> types,
            String topic,
            List<String> emits,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Schedule schedule) {}

    /** A schedule as annotated. Both values may contain configuration expressions. */
    record Schedule(String cron, String zone) {}

    static byte[] of(
            String application,
            String namespace,
            List<EventTypeBuildItem> eventTypes,
            List<BatonFunctionBuildItem> functions,
            List<ScheduleBuildItem> schedules) {
        return json(new FunctionsDescription(
                application,
                namespace,
                eventTypes.stream()
                        .map(type -> new Type(type.type(), type.topic()))
                        .sorted(Comparator.comparing(Type::type))
                        .toList(),
                functions.stream()
                        .map(function -> function(function, eventTypes, schedules))
                        .sorted(Comparator.comparing(Function::name))
                        .toList()));
    }

    private static Function function(
            BatonFunctionBuildItem function, List<EventTypeBuildItem> eventTypes, List<ScheduleBuildItem> schedules) {
        List<EventTypeBuildItem> versions = eventTypes.stream()
                .filter(type -> type.newest().equals(function.inputType()))
                .toList();
        return new Function(
                function.name(),
                versions.stream().map(EventTypeBuildItem::type).toList(),
                versions.get(0).topic(),
                function.emits().stream().sorted().toList(),
                schedules.stream()
                        .filter(schedule -> schedule.function().equals(function.name()))
                        .findFirst()
                        .map(schedule -> new Schedule(schedule.cron(), schedule.zone()))
                        .orElse(null));
    }

    private static byte[] json(FunctionsDescription description) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        try {
            String text = JsonMapper.builder().build().writer(printer).writeValueAsString(description);
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("functions can't be described", e);
        }
    }
}
