package dev.baton.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * What the functions of an application are, as JSON: for programs that are no Quarkus application. The same application gives the same
 * text. New fields may come; what is here stays.
 */
record FunctionsDescription(String application, List<Type> eventTypes, List<Function> functions) {

    /** An event type and its Kafka topic. */
    record Type(String type, String topic) {}

    /** A function: the types that trigger it, the topic that they come from, the types that it may emit. */
    record Function(String name, List<String> types, String topic, List<String> emits) {}

    static byte[] of(
            String application, List<EventTypeBuildItem> eventTypes, List<BatonFunctionBuildItem> functions) {
        return json(new FunctionsDescription(
                application,
                eventTypes.stream()
                        .map(type -> new Type(type.type(), type.type()))
                        .sorted(Comparator.comparing(Type::type))
                        .toList(),
                functions.stream()
                        .map(FunctionsDescription::function)
                        .sorted(Comparator.comparing(Function::name))
                        .toList()));
    }

    private static Function function(BatonFunctionBuildItem function) {
        return new Function(
                function.name(),
                List.of(function.inputType()),
                function.inputType(),
                function.emits().stream().sorted().toList());
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
