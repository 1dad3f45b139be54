package dev.baton.runtime.request.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cases.KafkaCase;
import dev.baton.cases.KafkaCases;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For most records, only the type and the correlation id are read. The result must be the same as for a function. */
class KafkaRepliesTest {

    private static final String TYPE = "notes.written.v1";

    static List<KafkaCase> cases() {
        return KafkaCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aReplyIsAnEventOfTheType(KafkaCase sent) {
        List<CloudEvent> replies = new ArrayList<>();

        KafkaReplies.offer(
                record(sent.headers(TYPE, "1"), sent.value(TYPE, "1", "{}")), (type, correlationId, event) -> {
                    if (type.equals(TYPE)) {
                        replies.add(event.get());
                    }
                });

        if (sent.isEvent() && !sent.outcome().equals("skipped")) {
            assertThat(replies).singleElement().returns(sent.idOf("1"), CloudEvent::getId);
        } else {
            assertThat(replies).isEmpty();
        }
    }

    @Test
    void anEventInStructuredModeHasItsOwnCorrelationId() {
        KafkaCase structured = cases().stream()
                .filter(one -> one.only() != null && one.only().containsKey("Content-Type"))
                .findFirst()
                .orElseThrow();
        String event = new String(structured.value(TYPE, "1", "{}"), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"correlationid\":\"question\",");
        List<String> found = new ArrayList<>();

        KafkaReplies.offer(
                record(structured.headers(TYPE, "1"), event.getBytes(StandardCharsets.UTF_8)),
                (type, correlationId, read) -> found.add(correlationId));

        assertThat(found).containsExactly("question");
    }

    private static ConsumerRecord<String, byte[]> record(Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                "replies", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, null, value, headers, Optional.empty());
    }
}
