package dev.baton.runtime.journal;

import dev.baton.runtime.journal.Hop.TopicRecord;
import dev.baton.runtime.journal.PackedEvent.Stored;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the format that {@link JournalBatch} writes. Used by one thread at a time. */
final class PackedRow {

    private static final JournalState[] STATES = JournalState.values();

    private final ByteBuffer bytes;
    private final List<String> texts = new ArrayList<>();
    private long base;
    private long offset;

    private PackedRow(byte[] entries) {
        this.bytes = ByteBuffer.wrap(entries);
    }

    /** Returns the entries in the order in which they were written; none of a format that this process does not know. */
    static List<PackedEvent> read(byte[] entries) {
        PackedRow row = new PackedRow(entries);
        List<PackedEvent> events = new ArrayList<>();
        if (row.bytes.get() == JournalBatch.VERSION) {
            row.base = row.bytes.getLong();
            while (row.bytes.hasRemaining()) {
                events.add(row.event());
            }
        }
        return events;
    }

    private PackedEvent event() {
        JournalState state = STATES[bytes.get()];
        String id = required(PackedIds.read(bytes, null, null));
        String correlationId = required(PackedIds.read(bytes, id, null));
        String causationId = PackedIds.read(bytes, id, correlationId);
        JournalEvent event =
                new JournalEvent(id, required(text()), required(text()), text(), correlationId, causationId);
        int attempt = (int) Numbers.read(bytes);
        Instant published = time();
        String place = text();
        TopicRecord record = published == null || place == null ? null : record(place);
        byte[] data = bytes.get() == 0 ? null : array();
        String errorClass = text();
        JournalFailure failure = errorClass == null ? null : new JournalFailure(errorClass, required(text()));
        return new PackedEvent(event, state, attempt, published, record, failure, data, stored(event, state));
    }

    private List<Stored> stored(JournalEvent cause, JournalState state) {
        int count = (int) Numbers.read(bytes);
        List<Stored> stored = new ArrayList<>(Math.min(count, 100));
        for (int i = 0; i < count; i++) {
            String id = required(PackedIds.read(bytes, cause.id(), cause.correlationId()));
            String causationId = state == JournalState.STORED ? cause.causationId() : cause.id();
            JournalEvent event = new JournalEvent(
                    id, required(text()), required(text()), text(), cause.correlationId(), causationId);
            stored.add(new Stored(event, time()));
        }
        return stored;
    }

    private TopicRecord record(String place) {
        offset += Numbers.readSigned(bytes);
        int hyphen = place.lastIndexOf('-');
        return new TopicRecord(
                place.substring(0, hyphen), Integer.parseInt(place, hyphen + 1, place.length(), 10), offset);
    }

    private @Nullable Instant time() {
        return bytes.get() == 0 ? null : Instant.ofEpochMilli(base + Numbers.readSigned(bytes));
    }

    private @Nullable String text() {
        int reference = (int) Numbers.read(bytes);
        if (reference == JournalBatch.NO_TEXT) {
            return null;
        }
        if (reference == JournalBatch.NEW_TEXT) {
            texts.add(new String(array(), StandardCharsets.UTF_8));
            return texts.get(texts.size() - 1);
        }
        return texts.get(reference - JournalBatch.FIRST_TEXT);
    }

    private byte[] array() {
        byte[] array = new byte[(int) Numbers.read(bytes)];
        bytes.get(array);
        return array;
    }

    private static String required(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
