package dev.baton.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.cases.KafkaCase;
import dev.baton.cases.KafkaCases;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaBindingTest {

    private static final String TYPE = "notes.written.v1";
    private static final String DATA = "{\"note\":1.10}";

    static List<KafkaCase> cases() {
        return KafkaCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAnEventOrRefused(KafkaCase sent) {
        Headers headers = sent.headers(TYPE, "1");
        byte[] value = sent.value(TYPE, "1", DATA);

        if (sent.isEvent()) {
            Event event = KafkaBinding.read(headers, value);
            assertThat(event.getId()).isEqualTo(sent.idOf("1"));
            assertThat(new String(event.data(), StandardCharsets.UTF_8)).startsWith(DATA);
        } else {
            assertThatThrownBy(() -> KafkaBinding.read(headers, value)).isInstanceOf(UnreadableEventException.class);
        }
    }

    @Test
    void oneAttributeIsFoundWithoutReadingTheEvent() {
        Headers headers = new RecordHeaders();
        headers.add("ce_type", "größe".getBytes(StandardCharsets.UTF_8)).add("ce_id", new byte[] {(byte) 0xFF});

        assertThat(KafkaBinding.attribute(headers, "type")).contains("größe");
        assertThat(KafkaBinding.attribute(headers, "id")).isEmpty();
        assertThat(KafkaBinding.attribute(headers, "subject")).isEmpty();
        assertThat(KafkaBinding.isStructured(headers)).isFalse();
    }

    /** Code that looks only at the content type and code that reads the whole event must agree on the content mode. */
    @ParameterizedTest
    @ValueSource(strings = {"content-type", "Content-Type", "CONTENT-TYPE"})
    void theNameOfTheContentTypeMayHaveAnyCase(String name) {
        Headers headers = new RecordHeaders().add(name, JsonFormat.MEDIA_TYPE.getBytes(StandardCharsets.UTF_8));

        assertThat(KafkaBinding.isStructured(headers)).isTrue();
    }

    @Test
    void aContentTypeThatIsThereTwiceIsRefusedInEveryWay() {
        Headers headers = new RecordHeaders()
                .add("content-type", "text/plain".getBytes(StandardCharsets.UTF_8))
                .add("Content-Type", JsonFormat.MEDIA_TYPE.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> KafkaBinding.isStructured(headers)).isInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(() -> KafkaBinding.read(headers, new byte[0])).isInstanceOf(UnreadableEventException.class);
    }
}
