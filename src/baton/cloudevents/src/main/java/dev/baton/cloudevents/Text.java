package dev.baton.cloudevents;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Strings and their bytes, without silent replacement: two different byte sequences never become the same string. */
public final class Text {

    private Text() {}

    /**
     * Returns the text of these bytes, or empty if they are not valid in the charset. In UTF-8, overlong forms and
     * surrogates are not valid.
     */
    public static Optional<CharBuffer> decode(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static Optional<String> utf8(byte[] bytes) {
        return Optional.ofNullable(utf8OrNull(bytes));
    }

    /** Returns the same text as {@link #utf8}, or null. It avoids an extra object for each header of each record. */
    static @Nullable String utf8OrNull(byte[] bytes) {
        return isAscii(bytes)
                ? new String(bytes, StandardCharsets.US_ASCII)
                : decode(bytes, StandardCharsets.UTF_8)
                        .map(CharBuffer::toString)
                        .orElse(null);
    }

    /** Returns the bytes of this text, or empty if the charset can't encode it. */
    public static Optional<byte[]> encode(String text, Charset charset) {
        if (!charset.canEncode()) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return Optional.of(exact);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isForbidden(int codePoint) {
        return codePoint < 0x20
                || codePoint >= 0x7F && codePoint <= 0x9F
                || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
                || codePoint >= 0xFDD0 && codePoint <= 0xFDEF
                || (codePoint & 0xFFFE) == 0xFFFE;
    }

    /**
     * Returns whether the text has a character that CloudEvents forbids in a string: control characters, unpaired
     * surrogates and the noncharacters of Unicode (U+FDD0 to U+FDEF, and the last two of each plane).
     */
    public static boolean hasForbidden(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7F) {
                return text.codePoints().anyMatch(Text::isForbidden);
            }
        }
        return false;
    }

    /**
     * Returns the text with each character that {@linkplain #hasForbidden CloudEvents forbids} replaced by another one.
     */
    public static String replaceForbidden(String text, char other) {
        return text.codePoints()
                .map(character -> isForbidden(character) ? other : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }
}
