package dev.baton.runtime.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over several texts, each in UTF-8 and preceded by its length as four bytes, so that other parts never make up
 * the same bytes. Can be used again after {@link #end}. Used by one thread at a time.
 */
public final class PartsHash {

    private final MessageDigest digest = sha256();

    public PartsHash add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
        return this;
    }

    /** Returns the 32 bytes of the hash of all parts since the last end. */
    public byte[] end() {
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
