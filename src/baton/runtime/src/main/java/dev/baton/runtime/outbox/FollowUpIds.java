package dev.baton.runtime.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that depend only on the cause of the event, so that an event that is handled again leads to the same ids. An id
 * is a UUID of version 8 (RFC 9562) from SHA-256 over function, source, id and ordinal, each preceded by its length.
 */
final class FollowUpIds {

    private FollowUpIds() {}

    static String of(String function, String source, String id, int ordinal) {
        MessageDigest digest = sha256();
        update(digest, function);
        update(digest, source);
        update(digest, id);
        update(digest, Integer.toString(ordinal));
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = hash.getLong() & ~0xF000L | 0x8000L;
        long low = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static void update(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
