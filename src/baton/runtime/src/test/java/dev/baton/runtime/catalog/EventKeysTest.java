package dev.baton.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.cloudevents.Event;
import jakarta.validation.Validation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventKeysTest {

    record Paid(@JsonProperty("who") String payer, int euros) {}

    record Noted(String text) {}

    private static final EventTypeDescriptor PAID =
            EventTypeDescriptor.of("shop.paid.v1", "shop.paid.v1", Paid.class, "payer");
    private static final EventTypeDescriptor NOTED =
            EventTypeDescriptor.of("shop.noted.v1", "shop.noted.v1", Noted.class, null);

    private final BatonModel model = model();
    private final EventKeys keys = new EventKeys(model);
    private final Catalog catalog = new Catalog(model, new ObjectMapper(), Validation.buildDefaultValidatorFactory());

    private static BatonModel model() {
        BatonModel model = new BatonModel("shop");
        model.add(PAID);
        model.add(NOTED);
        return model;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"who":"ada","euros":1}                  | ada
            {"who":null,"euros":1}                   | about
            {"euros":1}                              | about
            {"who":"ada","payer":"bob","euros":"x"}  | bob
            {"more":{"payer":"x"},"payer":7,"a":     | 7
            {"payer":{"a":1},"euros":"x"}            | about
            ["payer","bob"]                          | about
            {"payer":"a\\u0000b","euros":"x"}        | about
            {"who":"","euros":1}                     | about
            {"who":"a\\tb","euros":1}               | about
            {"payer":"","euros":"x"}                 | about
            {"payer":"a\\tb","euros":"x"}           | about
            {"who":"ada","who":"bob","euros":1}      | about
            not json                                 | about
            """)
    void isThatOfTheDataElseTheSubject(String data, String key) {
        assertThat(keys.of(event("shop.paid.v1", data, Map.of("subject", "about")), PAID))
                .isEqualTo(key);
    }

    @Test
    void thePartitionKeyComesFirst() {
        Reading event = event("shop.paid.v1", "{\"who\":\"ada\",\"euros\":1}", Map.of("partitionkey", "own"));

        assertThat(keys.of(event, PAID)).isEqualTo("own");
    }

    @Test
    void aVersionThatIsNotKnownHasTheKeyThatTheFunctionsRecordNames() {
        assertThat(keys.of(event("shop.paid.v2", "{\"payer\":\"ada\"}", Map.of()), PAID))
                .isEqualTo("ada");
    }

    @Test
    void aRecordWithoutKeyAndAnEventWithoutDataHaveTheSubjectOrNone() {
        assertThat(keys.of(event("shop.noted.v1", "{\"text\":\"x\"}", Map.of("subject", "about")), NOTED))
                .isEqualTo("about");
        assertThat(keys.of(event("shop.noted.v1", "{\"text\":\"x\"}", Map.of()), NOTED))
                .isNull();
        assertThat(keys.of(event("shop.paid.v1", "", Map.of()), PAID)).isNull();
    }

    private Reading event(String type, String data, Map<String, String> more) {
        Map<String, String> attributes =
                new LinkedHashMap<>(Map.of("specversion", "1.0", "id", "1", "source", "/shop", "type", type));
        attributes.putAll(more);
        return catalog.reading(Event.of(attributes, data.getBytes(StandardCharsets.UTF_8)));
    }
}
