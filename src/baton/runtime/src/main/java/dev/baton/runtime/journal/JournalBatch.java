package dev.baton.runtime.journal;

import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Extensions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one row of the journal says: what became of some events of one function, or that some events were stored. Writes
 * the format that {@link PackedRow} reads. Used by one thread at a time.
 */
final class JournalBatch {

    /** The version of the format. A process reads the rows of later processes, too, so a change needs a new number. */
    static final int VERSION = 1;

    /** The references to texts: none, and one that follows. Others are texts that were written before. */
    static final int NO_TEXT = 0;

    static final int NEW_TEXT = 1;
    static final int FIRST_TEXT = 2;

    private static final int EXPECTED_BYTES = 192;

    private final Bytes bytes;
    private final Marks marks = new Marks();
    private final Map<String, Integer> texts = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> types = new HashSet<>();
    private final long base;
    private String partition = "";
    private long offset;

    /**
     * @param base a time close to those that are written, in milliseconds
     * @param events the expected number of events
     */
    JournalBatch(long base, int events) {
        this.base = base;
        this.bytes = new Bytes(EXPECTED_BYTES * events);
        bytes.octet(VERSION);
        bytes.fixed(base, Long.BYTES);
    }

    byte[] entries() {
        return bytes.written();
    }

    Marks marks() {
        return marks;
    }

    void add(Delivered delivered) {
        bytes.octet(delivered.state().ordinal());
        event(delivered);
        bytes.number(Math.max(0, delivered.attempt()));
        origin(delivered.origin());
        failure(delivered.failure());
        bytes.number(delivered.followUps().size());
        for (StoredEvent followUp : delivered.followUps()) {
            followUp(delivered, followUp);
        }
    }

    private void event(Delivered delivered) {
        Map<String, String> attributes = delivered.attributes();
        String id = cut(delivered.id());
        String correlationId = cut(delivered.correlationId());
        marks.id(id);
        PackedIds.write(bytes, id, null, null);
        if (!correlationId.equals(id)) {
            marks.id(correlationId);
        }
        PackedIds.write(bytes, correlationId, id, null);
        PackedIds.write(bytes, cutOrNull(attributes.get(Extensions.CAUSATION_ID)), id, correlationId);
        type(attributes);
        text(cutOrNull(attributes.get(AttributeNames.SOURCE)));
        key(delivered.key());
    }

    private void followUp(Delivered cause, StoredEvent followUp) {
        Map<String, String> attributes = followUp.attributes();
        String id = cut(attributes.getOrDefault(AttributeNames.ID, ""));
        marks.id(id);
        PackedIds.write(bytes, id, cut(cause.id()), cut(cause.correlationId()));
        type(attributes);
        text(cutOrNull(attributes.get(AttributeNames.SOURCE)));
        key(followUp.key());
        time(followUp.notBefore() == null ? 0 : followUp.notBefore().toEpochMilli());
    }

    private void type(Map<String, String> attributes) {
        String type = cut(attributes.getOrDefault(AttributeNames.TYPE, ""));
        text(type);
        if (types.add(type)) {
            marks.type(type);
        }
    }

    private void key(@Nullable String key) {
        String written = cutOrNull(key);
        text(written);
        if (written != null && keys.add(written)) {
            marks.key(written);
        }
    }

    /** The place is without its offset, so that a batch has it once. */
    private void origin(Delivered.Origin origin) {
        int at = origin.publishedAt() == 0 ? -1 : origin.place().lastIndexOf('@');
        time(at < 0 ? 0 : origin.publishedAt());
        if (at >= 0) {
            long next = Long.parseLong(origin.place(), at + 1, origin.place().length(), 10);
            if (partition.length() != at || !origin.place().startsWith(partition)) {
                partition = origin.place().substring(0, at);
            }
            text(partition);
            bytes.signed(next - offset);
            offset = next;
        } else {
            text(cut(origin.place()));
        }
        bytes.octet(origin.data() == null ? 0 : 1);
        if (origin.data() != null) {
            bytes.array(origin.data());
        }
    }

    private void failure(@Nullable JournalFailure failure) {
        text(failure == null ? null : cut(failure.errorClass()));
        if (failure != null) {
            text(cut(failure.message()));
        }
    }

    private void time(long millis) {
        bytes.octet(millis == 0 ? 0 : 1);
        if (millis != 0) {
            bytes.signed(millis - base);
        }
    }

    /** Writes a text, or the number of the same text before. */
    private void text(@Nullable String text) {
        if (text == null) {
            bytes.octet(NO_TEXT);
            return;
        }
        Integer known = texts.putIfAbsent(text, texts.size() + FIRST_TEXT);
        if (known == null) {
            bytes.octet(NEW_TEXT);
            bytes.text(text);
        } else {
            bytes.number(known);
        }
    }

    private static @Nullable String cutOrNull(@Nullable String text) {
        return text == null ? null : cut(text);
    }

    private static String cut(String text) {
        return text.length() <= JournalEvent.MAX_LENGTH ? text : text.substring(0, JournalEvent.MAX_LENGTH);
    }
}
