package dev.baton.triggers.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final URI SUBSCRIBER = URI.create("http://localhost:8080/functions/log-message");

    private final CloudEvent event = CloudEventBuilder.v1()
            .withId("1")
            .withSource(URI.create("/test"))
            .withType("t")
            .withExtension("own", "kept")
            .withData("text/plain", "data".getBytes(StandardCharsets.UTF_8))
            .build();

    @Test
    void itIsTheEventAndWhyItFailed() {
        byte[] reason = "no such room".getBytes(StandardCharsets.UTF_8);

        CloudEvent letter = DeadLetter.of(event, SUBSCRIBER, new Failure(422, reason));

        assertThat(letter.getExtension("knativeerrordest")).hasToString(SUBSCRIBER.toString());
        assertThat(letter.getExtension("knativeerrorcode")).isEqualTo(422);
        assertThat(letter.getExtension("knativeerrordata"))
                .isEqualTo(Base64.getEncoder().encodeToString(reason));
        assertThat(CloudEventBuilder.from(letter)
                        .withoutExtension("knativeerrordest")
                        .withoutExtension("knativeerrorcode")
                        .withoutExtension("knativeerrordata")
                        .build())
                .isEqualTo(event);
    }

    @Test
    void theReasonIsCutAt1024Characters() {
        CloudEvent letter = DeadLetter.of(event, SUBSCRIBER, new Failure(500, new byte[5_000]));

        assertThat((String) letter.getExtension("knativeerrordata")).hasSize(1024);
    }

    @Test
    void anEventOfAnOlderVersionStaysOne() {
        CloudEvent old = CloudEventBuilder.v03()
                .withId("1")
                .withSource(URI.create("/test"))
                .withType("t")
                .build();

        assertThat(DeadLetter.of(old, SUBSCRIBER, new Failure(500, new byte[0])).getSpecVersion())
                .isEqualTo(SpecVersion.V03);
    }
}
