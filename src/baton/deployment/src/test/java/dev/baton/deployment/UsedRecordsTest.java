package dev.baton.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventPublisher;
import dev.baton.EventType;
import dev.baton.NewEvent;
import dev.baton.Upcast;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.spi.CDI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

public class UsedRecordsTest {

    @EventType("used.asked.v1")
    record AskedV1(String text) {}

    @EventType("used.asked.v2")
    public record Asked(String text) {
        @Upcast
        static Asked from(AskedV1 older) {
            return new Asked(older.text());
        }
    }

    @EventType("used.answered.v1")
    public record Answered(String text) {}

    @EventType("used.forgotten.v1")
    record Forgotten(String text) {}

    public static class Answer {
        @Funq
        public Answered answer(Asked asked) {
            return new Answered(asked.text());
        }
    }

    /** Refers to the interface in its code alone. */
    static class Job {
        Uni<Void> run(NewEvent<?> event) {
            return CDI.current().select(EventPublisher.class).get().publish(event);
        }
    }

    private static final Class<?>[] FUNCTION = {
        AskedV1.class, Asked.class, Answered.class, Forgotten.class, Answer.class
    };

    @Test
    void aFunctionUsesAllVersionsOfWhatItTakesAndWhatItEmits() {
        assertThat(BuildTimeScan.usedRecords(FUNCTION))
                .containsExactly("UsedRecordsTest$Answered", "UsedRecordsTest$Asked", "UsedRecordsTest$AskedV1");
    }

    @Test
    void whatPublishesAnyEventUsesAllRecords() {
        Class<?>[] more =
                Stream.concat(Stream.of(FUNCTION), Stream.of(Job.class)).toArray(Class<?>[]::new);

        assertThat(BuildTimeScan.usedRecords(more)).contains("UsedRecordsTest$Forgotten");
    }
}
