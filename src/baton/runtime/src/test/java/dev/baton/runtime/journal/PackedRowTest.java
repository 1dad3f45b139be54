package dev.baton.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cloudevents.Event;
import dev.baton.runtime.journal.Delivered.Origin;
import dev.baton.runtime.journal.Hop.TopicRecord;
import dev.baton.runtime.journal.PackedEvent.Stored;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format of the journal, and the ways in which a row is found. */
class PackedRowTest {

    private static final long NOW = 1_796_000_000_000L;

    private record FollowUp(Map<String, String> attributes, String key, Instant notBefore) implements StoredEvent {}

    @Test
    void aHandledEventIsReadAsItWasWritten() {
        String id = UUID.randomUUID() + "-6745ab01";
        String first = UUID.randomUUID().toString();
        Map<String, String> attributes = attributes(id, first, first);
        StoredEvent next = new FollowUp(attributes("next", first, id), null, Instant.ofEpochMilli(NOW + 5));
        Delivered handled = new Delivered(
                attributes,
                "k",
                3,
                JournalState.HANDLED,
                null,
                new Origin("a-b-7@9000000000", NOW - 12, null),
                List.of(next));

        PackedEvent read = read(handled).get(0);

        JournalEvent event = new JournalEvent(id, "type.v1", "/source", "k", first, first);
        JournalEvent stored = new JournalEvent("next", "type.v1", "/source", null, first, id);
        assertThat(read)
                .isEqualTo(new PackedEvent(
                        event,
                        JournalState.HANDLED,
                        3,
                        Instant.ofEpochMilli(NOW - 12),
                        new TopicRecord("a-b", 7, 9_000_000_000L),
                        null,
                        null,
                        List.of(new Stored(stored, Instant.ofEpochMilli(NOW + 5)))));
    }

    @Test
    void manyEventsOfOnePartitionAreReadAsTheyWereWritten() {
        Delivered[] events = IntStream.range(0, 700)
                .mapToObj(i -> Delivered.of(
                        Event.stored(attributes("id-" + i, "id-" + i, null), null),
                        "key-" + i % 3,
                        1,
                        JournalState.HANDLED,
                        null,
                        new Origin("t-0@" + (1000 - i), NOW + i, null)))
                .toArray(Delivered[]::new);

        List<PackedEvent> read = read(events);

        assertThat(read).hasSize(700);
        for (int i = 0; i < 700; i++) {
            assertThat(read.get(i).event().id()).isEqualTo("id-" + i);
            assertThat(read.get(i).event().key()).isEqualTo("key-" + i % 3);
            assertThat(read.get(i).record()).isEqualTo(new TopicRecord("t", 0, 1000 - i));
        }
    }

    @Test
    void anyFailureAndDataIsReadAsItWasWritten() {
        Delivered failed = Delivered.of(
                Event.stored(attributes("1", "1", null), null),
                null,
                2,
                JournalState.DEAD_LETTER,
                new JournalFailure("E", "x".repeat(5_000)),
                new Origin("http 127.0.0.1", 0, new byte[] {0, 1, -1}));

        PackedEvent read = read(failed).get(0);

        assertThat(read.failure()).isEqualTo(new JournalFailure("E", "x".repeat(1_000)));
        assertThat(read.data()).containsExactly(0, 1, -1);
        assertThat(read.record()).isNull();
        assertThat(read.published()).isNull();
    }

    /** The ids of events come from outside. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\0",
                "\uD800",
                "\uDC00\uD800",
                "\uD83D\uDE00",
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                "0F8FAD5B-D9CB-469F-A165-70867728950E",
                "0f8fad5b-d9cb-469f-a165-70867728950g",
                "0f8fad5b-d9cb-469f-a165-70867728950e-",
                "0f8fad5b-d9cb-469f-a165-70867728950e-12345678",
                "0f8fad5b-d9cb-469f-a165-70867728950e-ffffffff",
                "0f8fad5b-d9cb-469f-a165-70867728950e-1234567x",
                "0f8fad5b-d9cb-469f-a165-70867728950e+12345678",
                "0f8fad5b-d9cb-469f-a165-70867728950e-123456789"
            })
    void anyIdIsReadAsItWasWrittenAndFound(String id) {
        JournalBatch batch = new JournalBatch(NOW, 1);
        batch.add(Delivered.of(
                Event.stored(attributes(id, id, id), null),
                id,
                1,
                JournalState.HANDLED,
                null,
                new Origin(id, 0, null)));

        JournalEvent read = PackedRow.read(batch.entries()).get(0).event();

        String expected = new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(read).isEqualTo(new JournalEvent(expected, "type.v1", "/source", expected, expected, expected));
        assertThat(batch.marks().indexed()).containsExactly(Marks.hashOfId(id));
    }

    @Test
    void aLongTextIsCutAndStillFound() {
        String id = "i".repeat(100_000);
        JournalBatch batch = new JournalBatch(NOW, 1);
        batch.add(Delivered.of(
                Event.stored(attributes(id, id, null), null),
                id,
                1,
                JournalState.HANDLED,
                null,
                new Origin(id, 0, null)));

        assertThat(PackedRow.read(batch.entries()).get(0).event().id()).isEqualTo(id.substring(0, 1_000));
        assertThat(batch.marks().indexed()).containsExactly(Marks.hashOfId(id.substring(0, 1_000)));
        assertThat(batch.entries()).hasSizeLessThan(5_000);
    }

    @Test
    void aRowWithManyIdsIsNotInTheIndexAndItsFilterFitsOnItsPage() {
        JournalBatch batch = new JournalBatch(NOW, 1);
        for (int i = 0; i < 5_000; i++) {
            batch.add(Delivered.of(
                    Event.stored(attributes("id-" + i, "id-" + i, null), null),
                    null,
                    1,
                    JournalState.HANDLED,
                    null,
                    new Origin("t-0@" + i, NOW, null)));
        }

        assertThat(batch.marks().indexed()).isNull();
        assertThat(batch.marks().filter()).hasSize(3_600);
    }

    @Test
    void aRowOfALaterFormatIsLeftOut() {
        assertThat(PackedRow.read(new byte[] {2, 1, 2, 3})).isEmpty();
    }

    private static List<PackedEvent> read(Delivered... events) {
        JournalBatch batch = new JournalBatch(NOW, events.length);
        for (Delivered event : events) {
            batch.add(event);
        }
        return PackedRow.read(batch.entries());
    }

    private static Map<String, String> attributes(String id, String correlationId, String causationId) {
        Map<String, String> attributes = new HashMap<>(Map.of(
                "specversion",
                "1.0",
                "id",
                id,
                "source",
                "/source",
                "type",
                "type.v1",
                "correlationid",
                correlationId));
        if (causationId != null) {
            attributes.put("causationid", causationId);
        }
        return attributes;
    }
}
