package dev.baton.cloudevents;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strings and their bytes, without any silent replacement: two different byte sequences never become one string. */
final class Text {

    private Text() {}

    /**
     * The text of these bytes; empty: they are not valid in the charset, which for UTF-8 includes overlong forms and
     * surrogates.
     */
    static Optional<CharBuffer> decode(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static Optional<String> utf8(byte[] bytes) {
        return isAscii(bytes)
                ? Optional.of(new String(bytes, StandardCharsets.US_ASCII))
                : decode(bytes, StandardCharsets.UTF_8).map(CharBuffer::toString);
    }

    /** The bytes of this text; empty: the charset can't encode it. */
    static Optional<byte[]> encode(String text, Charset charset) {
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

    /** Whether CloudEvents forbids the character in a string: control characters and unpaired surrogates. */
    static boolean isForbidden(int codePoint) {
        return codePoint < 0x20
                || codePoint >= 0x7F && codePoint <= 0x9F
                || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    static boolean hasForbidden(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7F) {
                return text.codePoints().anyMatch(Text::isForbidden);
            }
        }
        return false;
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
