package dev.baton.cases;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The cases that every reader of Kafka records handles in the same way. */
public final class KafkaCases {

    private KafkaCases() {}

    public static List<KafkaCase> all() {
        try (InputStream cases = KafkaCases.class.getResourceAsStream("/kafka-cases.json")) {
            return new JsonMapper().readValue(cases, new TypeReference<List<KafkaCase>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the cases can't be read", e);
        }
    }
}
