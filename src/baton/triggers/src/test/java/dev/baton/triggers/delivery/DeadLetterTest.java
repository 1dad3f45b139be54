package dev.baton.triggers.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cloudevents.Event;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final URI SUBSCRIBER = URI.create("http://localhost:8080/functions/log-message");

    private final Event event = Event.stored(
            Map.of("specversion", "1.0", "id", "1", "source", "/test", "type", "t", "own", "kept"),
            "data".getBytes(StandardCharsets.UTF_8));

    @Test
    void itIsTheEventAndWhyItFailed() {
        byte[] reason = "no such room".getBytes(StandardCharsets.UTF_8);

        Event letter = DeadLetter.of(event, SUBSCRIBER, new Failure(422, reason));

        assertThat(letter.getExtension("knativeerrordest")).hasToString(SUBSCRIBER.toString());
        assertThat(letter.getExtension("knativeerrorcode")).isEqualTo("422");
        assertThat(letter.getExtension("knativeerrordata"))
                .isEqualTo(Base64.getEncoder().encodeToString(reason));
        assertThat(letter.withoutExtension("knativeerrordest")
                        .withoutExtension("knativeerrorcode")
                        .withoutExtension("knativeerrordata"))
                .isEqualTo(event);
    }

    @Test
    void theReasonIsCutAt1024Characters() {
        Event letter = DeadLetter.of(event, SUBSCRIBER, new Failure(500, new byte[5_000]));

        assertThat(letter.getExtension("knativeerrordata")).hasSize(1024);
    }
}
