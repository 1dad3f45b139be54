package dev.baton.runtime.inbox;

import dev.baton.runtime.inbox.Inbox.EventId;
import dev.baton.runtime.outbox.PartsHash;
import dev.baton.runtime.outbox.TimedIds;
import java.nio.ByteBuffer;

/**
 * The keys of the events of one function in the inbox: four bytes of time and 16 bytes of SHA-256 over namespace,
 * function, source and id, each in UTF-8 and preceded by its length as four bytes. The time is that of the id, in
 * seconds since 1970 ({@link TimedIds}), so that the keys of events of one time are close to each other in the index. If
 * the id carries no time, the last four bytes of the hash take its place. The SQL function {@code baton_inbox_key}
 * computes the same. Used by one thread at a time.
 */
public final class InboxKeys {

    private static final int TIME_LENGTH = 4;
    private static final int HASH_LENGTH = 16;

    private final PartsHash hashes = new PartsHash();
    private final String namespace;
    private final String function;

    public InboxKeys(String namespace, String function) {
        this.namespace = namespace;
        this.function = function;
    }

    /** Returns the 20 bytes of the event's key. */
    public byte[] bytes(EventId event) {
        byte[] hash = hashes.add(namespace)
                .add(function)
                .add(event.source())
                .add(event.id())
                .end();
        int time = (int) TimedIds.seconds(event.id())
                .orElseGet(() -> ByteBuffer.wrap(hash).getInt(hash.length - TIME_LENGTH));
        return ByteBuffer.allocate(TIME_LENGTH + HASH_LENGTH)
                .putInt(time)
                .put(hash, 0, HASH_LENGTH)
                .array();
    }

    InboxKey key(EventId event) {
        return new InboxKey(bytes(event));
    }
}
