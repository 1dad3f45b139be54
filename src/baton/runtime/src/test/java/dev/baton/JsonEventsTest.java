package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEventsTest {

    @Test
    void numbersOfTheDataStayAsTheyWereWritten() throws IOException {
        String data =
                "{\"amount\":12345678901234567.890,\"large\":1E+400,\"whole\":123456789012345678901234567890,\"none\":null}";

        assertThat(event(",\"data\":" + data).getData().toBytes()).asString().isEqualTo(data);
    }

    @Test
    void anAttributeThatIsNullIsNotThere() throws IOException {
        CloudEvent event = event(",\"subject\":null,\"partitionkey\":null,\"team\":\"a\"");

        assertThat(event.getSubject()).isNull();
        assertThat(event.getExtensionNames()).containsExactly("team");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{}", "1.5", "3000000000"})
    void anAttributeIsAStringABooleanOrASmallInteger(String value) {
        assertThatThrownBy(() -> event(",\"team\":" + value)).hasMessageContaining("the attribute team must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{\"specversion\":\"1.0\"}", "{} {}", "{\"id\":"})
    void whatIsNoEventFails(String json) {
        assertThatThrownBy(() -> JsonEvents.event(JsonEvents.read(json.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Exception.class);
    }

    private static CloudEvent event(String more) throws IOException {
        String json = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"" + more + "}";
        return JsonEvents.event(JsonEvents.read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
