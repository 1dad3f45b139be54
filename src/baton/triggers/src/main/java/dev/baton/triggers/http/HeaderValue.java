package dev.baton.triggers.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Attribute values as HTTP header values: the CloudEvents HTTP protocol binding 1.0.2, 3.1.3.2. */
final class HeaderValue {

    private HeaderValue() {}

    /** Percent-encodes space, double quote, percent, and all beyond printable ASCII. */
    static String encode(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
            if (each > ' ' && each < 0x7f && each != '"' && each != '%') {
                encoded.append((char) each);
            } else {
                encoded.append("%%%02X".formatted(each));
            }
        }
        return encoded.toString();
    }

    /**
     * Takes double quotes off, then percent-decodes once. A percent sign that begins no escape stands for itself.
     *
     * @throws IllegalArgumentException when what was encoded is no UTF-8
     */
    static String decode(String value) {
        String unquoted = unquote(value);
        return unquoted.indexOf('%') < 0 ? unquoted : percentDecoded(unquoted);
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    private static String percentDecoded(String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (isEscape(value, i)) {
                bytes.write(Integer.parseInt(value, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.writeBytes(value.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static boolean isEscape(String value, int at) {
        return value.charAt(at) == '%'
                && at + 2 < value.length()
                && Character.digit(value.charAt(at + 1), 16) >= 0
                && Character.digit(value.charAt(at + 2), 16) >= 0;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a header value is percent-encoded but not in UTF-8", e);
        }
    }
}
