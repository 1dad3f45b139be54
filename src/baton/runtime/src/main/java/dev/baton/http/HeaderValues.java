package dev.baton.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Attribute values as HTTP headers: section 3.1.3.2 of the CloudEvents HTTP protocol binding 1.0.2. */
final class HeaderValues {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private HeaderValues() {}

    /** Percent-encodes space, double quote, percent, and what is not printable ASCII. */
    static String encode(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7F && b != '"' && b != '%') {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[b >> 4 & 0xF]).append(HEX[b & 0xF]);
            }
        }
        return encoded.toString();
    }

    /**
     * Takes double quotes off, then decodes one round of percent-encoding.
     *
     * @throws IllegalArgumentException when it is not printable ASCII, or encodes what is no UTF-8
     */
    static String decode(String value) {
        String unquoted = unquote(value);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(unquoted.length());
        for (int i = 0; i < unquoted.length(); i++) {
            char c = unquoted.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("it has the character U+" + String.format("%04X", (int) c)
                        + ": percent-encode what is not printable ASCII");
            }
            if (c == '%') {
                decoded.write(hex(unquoted, i + 1) << 4 | hex(unquoted, i + 2));
                i += 2;
            } else {
                decoded.write(c);
            }
        }
        return utf8(decoded.toByteArray());
    }

    private static String unquote(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        StringBuilder unquoted = new StringBuilder(value.length());
        for (int i = 1; i < value.length() - 1; i++) {
            boolean escape = value.charAt(i) == '\\' && i < value.length() - 2;
            unquoted.append(value.charAt(escape ? ++i : i));
        }
        return unquoted.toString();
    }

    private static int hex(String value, int at) {
        int digit = at < value.length() && value.charAt(at) < 0x80 ? Character.digit(value.charAt(at), 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("it has a percent sign without two hexadecimal digits behind it");
        }
        return digit;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("its percent-encoding is no UTF-8", e);
        }
    }
}
