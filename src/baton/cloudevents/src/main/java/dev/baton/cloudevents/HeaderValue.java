package dev.baton.cloudevents;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Attribute values as HTTP headers, as defined in section 3.1.3.2 of the HTTP protocol binding. Values from senders
 * that do not percent-encode are understood as well. Header values are bytes, with one char per byte, as HTTP servers
 * provide them.
 */
final class HeaderValue {

    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);
    private static final int BEYOND_BYTES = 0x100;

    private HeaderValue() {}

    /**
     * Removes quotes and decodes one round of percent-encoding. A percent sign without two hexadecimal digits is kept
     * as it is.
     *
     * @throws IllegalArgumentException if the result is not UTF-8
     */
    static String decode(String value) {
        return utf8(percentDecoded(unquoted(value)));
    }

    /**
     * Decodes a URI-reference, in which a sender that percent-encodes has to encode only the percent sign. The value is
     * therefore decoded only if every percent sign in it is encoded; otherwise the percent signs belong to the URI. The
     * value is not decoded either if only the undecoded value is a URI-reference: {@code /100%25} is from a sender that
     * does not percent-encode.
     *
     * @throws IllegalArgumentException if the value is not UTF-8
     */
    static String decodeUri(String value) {
        String unquoted = unquoted(value);
        String raw = utf8(bytes(unquoted));
        if (raw.indexOf('%') < 0 || !isEncodedUri(raw)) {
            return raw;
        }
        String decoded = raw.replace("%25", "%");
        return !Attributes.isUri(decoded) && Attributes.isUri(raw) ? raw : decoded;
    }

    /** Returns whether the value can be a header as it is: printable ASCII without space, quote and percent sign. */
    static boolean needsNoEncoding(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '"' || c == '%') {
                return false;
            }
        }
        return true;
    }

    private static boolean isEncodedUri(String value) {
        for (int at = value.indexOf('%'); at >= 0; at = value.indexOf('%', at + 1)) {
            if (!value.startsWith("25", at + 1)) {
                return false;
            }
        }
        return true;
    }

    private static String unquoted(String value) {
        return QUOTED.matcher(value).matches()
                ? ESCAPE.matcher(value.substring(1, value.length() - 1)).replaceAll("$1")
                : value;
    }

    private static byte[] percentDecoded(String value) {
        if (value.indexOf('%') < 0) {
            return bytes(value);
        }
        byte[] raw = bytes(value);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            boolean encoded = raw[i] == '%' && hex(raw, i + 1) >= 0 && hex(raw, i + 2) >= 0;
            decoded.write(encoded ? hex(raw, i + 1) << 4 | hex(raw, i + 2) : raw[i]);
            i += encoded ? 2 : 0;
        }
        return decoded.toByteArray();
    }

    /** Returns the value of the digit, or -1. {@link Character#digit} alone would also accept full-width digits. */
    private static int hex(byte[] value, int at) {
        return at < value.length && value[at] > 0 ? Character.digit((char) value[at], 16) : -1;
    }

    private static byte[] bytes(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) >= BEYOND_BYTES) {
                throw new IllegalArgumentException("its value is not a sequence of bytes");
            }
        }
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String utf8(byte[] bytes) {
        return Text.utf8(bytes).orElseThrow(() -> new IllegalArgumentException("its value is not UTF-8"));
    }
}
