package dev.baton.runtime.outbox;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Ids that depend only on the cause of the event, so that an event that is handled again leads to the same ids. An id
 * is a UUID of version 8 (RFC 9562) from SHA-256 over function, source, id and ordinal, each preceded by its length. If
 * the id of the cause carries a time, the time follows: see {@link TimedIds}. It takes no bits from the hash, because
 * whoever chooses the ids of causes could then find two whose follow-ups have the same id.
 */
final class FollowUpIds {

    private FollowUpIds() {}

    static String of(String function, String source, String id, int ordinal) {
        ByteBuffer hash = ByteBuffer.wrap(new PartsHash()
                .add(function)
                .add(source)
                .add(id)
                .add(Integer.toString(ordinal))
                .end());
        long high = hash.getLong() & ~0xF000L | 0x8000L;
        long low = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        String uuid = new UUID(high, low).toString();
        OptionalLong time = TimedIds.seconds(id);
        return time.isPresent() ? TimedIds.withTime(uuid, time.getAsLong()) : uuid;
    }
}
