package dev.baton.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredEventsTest {

    /** The string form of Java would leave the seconds out, which RFC 3339 does not allow. */
    @Test
    void theTimeOfAnEventHasSeconds() {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/s"))
                .withType("t")
                .withTime(OffsetDateTime.parse("2026-05-01T12:00:00Z"))
                .build();

        assertThat(StoredEvents.attributes(event)).containsEntry("time", "2026-05-01T12:00:00Z");
        assertThat(dev.baton.cloudevents.Event.stored(StoredEvents.attributes(event), new byte[0])
                        .getTime())
                .isEqualTo(event.getTime());
    }

    @Test
    void attributesAreReadAsTheyWereStored() {
        StoredEvents events = new StoredEvents();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", "42 \"\u00fc\"");
        attributes.put("source", "/s");
        attributes.put("empty", "");

        String stored = events.write(attributes);

        assertThat(stored).isEqualTo("{\"id\":\"42 \\\"\u00fc\\\"\",\"source\":\"/s\",\"empty\":\"\"}");
        assertThat(events.readAttributes(stored)).isEqualTo(attributes);
    }
}
