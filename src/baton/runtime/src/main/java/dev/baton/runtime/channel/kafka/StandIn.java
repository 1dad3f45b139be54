package dev.baton.runtime.channel.kafka;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * A small record that stands in for a record that is not unpacked. It has no value, and one header whose name is the
 * reason and whose value is the size of the original in bytes. It has the timestamp and the offset of the original, and
 * also its key unless that is long.
 *
 * @param record the record, preceded by its size, in the format of Kafka's batches
 * @param offsetDelta the offset minus the first offset of the batch
 */
record StandIn(ByteBuffer record, int offsetDelta) {

    /** The header of a record that is too large. */
    static final String TOO_LARGE = "baton-record-size";

    /** The header of a record that is read with a later poll. */
    static final String LATER = "baton-record-later";

    private static final Pattern SIZES = Pattern.compile("[0-9]{1,10}");
    private static final int LONGEST_KEY = 1024;
    private static final int CHUNK = 8192;

    /** Skips a record of this size, and returns the record that stands in for it. */
    static StandIn skipping(InputStream batch, int size, String why) throws IOException {
        Counted skipped = new Counted(batch);
        ByteBuffer body = ByteBuffer.allocate(LONGEST_KEY + 128);
        body.put((byte) skipped.read());
        ByteUtils.writeVarlong(ByteUtils.readVarlong(skipped), body);
        int offsetDelta = ByteUtils.readVarint(skipped);
        ByteUtils.writeVarint(offsetDelta, body);
        writeKey(skipped, body);
        ByteUtils.writeVarint(-1, body);
        ByteUtils.writeVarint(1, body);
        write(why, body);
        write(Integer.toString(size), body);
        skipped.skip(size - skipped.count);
        body.flip();
        ByteBuffer whole = ByteBuffer.allocate(ByteUtils.sizeOfVarint(body.limit()) + body.limit());
        ByteUtils.writeVarint(body.limit(), whole);
        return new StandIn(whole.put(body).flip(), offsetDelta);
    }

    /**
     * Returns the size in bytes of the original that this record stands in for, for this reason; empty if there is
     * none.
     */
    static OptionalLong sizeOf(String why, Headers headers, byte @Nullable [] value) {
        Header header = value == null ? headers.lastHeader(why) : null;
        if (header == null || header.value() == null) {
            return OptionalLong.empty();
        }
        String size = new String(header.value(), StandardCharsets.US_ASCII);
        return SIZES.matcher(size).matches() ? OptionalLong.of(Long.parseLong(size)) : OptionalLong.empty();
    }

    private static void writeKey(Counted record, ByteBuffer body) throws IOException {
        int length = ByteUtils.readVarint(record);
        boolean kept = length >= 0 && length <= LONGEST_KEY;
        ByteUtils.writeVarint(kept ? length : -1, body);
        for (int i = 0; kept && i < length; i++) {
            body.put((byte) record.read());
        }
    }

    private static void write(String text, ByteBuffer body) {
        ByteUtils.writeVarint(text.length(), body);
        body.put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static final class Counted extends InputStream {

        private final InputStream in;
        private int count;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("a record ends before its size");
            }
            count++;
            return next;
        }

        void skip(int bytes) throws IOException {
            byte[] chunk = new byte[CHUNK];
            int left = bytes;
            while (left > 0) {
                int read = in.read(chunk, 0, Math.min(left, CHUNK));
                if (read < 0) {
                    throw new EOFException("a record ends before its size");
                }
                left -= read;
            }
        }
    }
}
