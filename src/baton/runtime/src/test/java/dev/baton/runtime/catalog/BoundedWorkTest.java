package dev.baton.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.validator.HibernateValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data of any shape is read or refused after work that grows no faster than its length. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedWorkTest {

    private static final int ANY_LENGTH = 900_000;

    record Point(int x, int y) {}

    record Shape(
            List<@NotNull @Size(max = 3) String> texts,
            Map<@Size(max = 3) String, @NotNull String> named,
            @Valid Shape inner,
            List<@Valid Shape> inners,
            @Pattern(regexp = "(.*a){12}b") String letters,
            List<@Pattern(regexp = "(a+)+\\1b") String> lists,
            @Pattern(regexp = "(a|b)*") String deep,
            @Email(regexp = "(.*)*@(.*)*x") String mail,
            BigDecimal exact,
            Set<Point> points) {}

    private final Catalog catalog = catalog();

    private static Catalog catalog() {
        BatonModel model = new BatonModel("shop");
        model.add(EventTypeDescriptor.of("shape", "shape", Shape.class, null));
        var configuration = Validation.byProvider(HibernateValidator.class).configure();
        new BoundedPatterns().customize(configuration);
        return new Catalog(
                model,
                new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES),
                configuration.buildValidatorFactory());
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("a null", "{'texts':[null]}", "texts[0]"),
                Arguments.of(
                        "nulls", "{'texts':[" + repeated("null", ",") + "]}", "and more: validation ends after 100"),
                Arguments.of("long texts", "{'texts':[" + repeated("'long'", ",") + "]}", "and more"),
                Arguments.of("nulls of names", object("null"), "and more"),
                Arguments.of("invalid beans", "{'inners':[" + repeated("{'texts':[null]}", ",") + "]}", "and more"),
                Arguments.of("a long key", "{'named':{'" + "k".repeat(40_000) + "':null}}", "..."),
                Arguments.of("letters", "{'letters':'" + "a".repeat(60) + "!'}", "letters takes too many steps"),
                Arguments.of(
                        "long letters", "{'letters':'" + repeated("a", "") + "!'}", "letters takes too many steps"),
                Arguments.of(
                        "many letters",
                        "{'lists':[" + repeated("'" + "a".repeat(20) + "'", ",") + "]}",
                        "takes too many steps"),
                Arguments.of("mail", "{'mail':'" + "a".repeat(40) + "@b'}", "mail"),
                Arguments.of("a deep match", "{'deep':'" + repeated("ab", "") + "'}", "deep takes too many steps"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void invalid(String name, String json, String problem) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(EventRejectedException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.INVALID);
            assertThat(e.getMessage()).contains(problem).hasSizeLessThan(70_000);
        });
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("nested objects", nested("{'inner':", "}")),
                Arguments.of("nested unknown members", "{'unknown':" + nested("[", "]") + "}"),
                Arguments.of("a long number", "{'exact':1" + repeated("0", "") + "}"),
                Arguments.of("elements of one hash code", "{'points':[" + points(30_000) + "]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unreadable(String name, String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(EventRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "-1e1000000000", "1e-1000000000", "1e16383", "'1e1000000000'", "1e-16384"})
    void numbersThatAreLongWhenWrittenOut(String number) {
        assertThatThrownBy(() -> read("{'exact':" + number + "}"))
                .isInstanceOf(EventRejectedException.class)
                .hasMessageContaining("at most 16383 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e16382", "-1.5e-16382", "0", "'12.5'"})
    void numbersThatAreNot(String number) {
        assertThat(read("{'exact':" + number + "}").exact()).isEqualTo(new BigDecimal(number.replace("'", "")));
    }

    @Test
    void valuesAndMembersMayBeMany() {
        assertThat(read("{'texts':[" + repeated("'ok'", ",") + "]}").texts()).hasSizeGreaterThan(100_000);
        assertThat(read("{" + members(80_000) + "}").texts()).isNull();
    }

    @Test
    void setsAreReadAsWritten() {
        String points = IntStream.range(0, 20_000)
                .mapToObj(i -> "{'x':%d,'y':%d}".formatted(i % 100, i / 100))
                .collect(Collectors.joining(","));

        assertThat(read("{'points':[" + points + "," + points + "]}").points())
                .hasSize(20_000)
                .contains(new Point(7, 9));
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'k" + i + "':1").collect(Collectors.joining(","));
    }

    private static String object(String value) {
        return "{'named':{"
                + IntStream.range(0, 60_000)
                        .mapToObj(i -> "'k" + i + "':" + value)
                        .collect(Collectors.joining(","))
                + "}}";
    }

    private static String points(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{'x':%d,'y':%d}".formatted(i, -31 * i))
                .collect(Collectors.joining(","));
    }

    private static String nested(String begin, String end) {
        int depth = ANY_LENGTH / (begin.length() + end.length());
        return begin.repeat(depth) + "1" + end.repeat(depth);
    }

    private static String repeated(String element, String separator) {
        return element + (separator + element).repeat(ANY_LENGTH / (element.length() + separator.length()));
    }

    private Shape read(String json) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/shop"))
                .withType("shape")
                .withData("application/json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .build();
        return (Shape) catalog.read(event);
    }
}
