package dev.baton.chat.sendnotification;

import java.nio.charset.StandardCharsets;

/**
 * E-mail addresses of members. No two members share an address, and no name can end the address or the header that
 * contains it: characters that RFC 5322 does not allow in an unquoted local part are written as {@code =XX}.
 */
final class Addresses {

    private static final String MEMBER = "{member}";
    private static final String ALSO_PLAIN = "!#$%&'*+-/?^_`{|}~";

    private final String template;

    Addresses(String template) {
        if (!template.contains(MEMBER)) {
            throw new IllegalArgumentException(
                    "chat.notification.address must contain " + MEMBER + " but was '" + template + "'");
        }
        this.template = template;
    }

    String of(String member) {
        return template.replace(MEMBER, safe(member));
    }

    /** Returns a name as the part before the {@code @}. */
    static String safe(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder local = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (isPlain(bytes[i]) || isInnerDot(bytes, i)) {
                local.append((char) bytes[i]);
            } else {
                local.append(String.format("=%02X", bytes[i]));
            }
        }
        return local.toString();
    }

    private static boolean isPlain(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b > 0 && ALSO_PLAIN.indexOf(b) >= 0;
    }

    private static boolean isInnerDot(byte[] bytes, int i) {
        return bytes[i] == '.' && i > 0 && i < bytes.length - 1 && bytes[i - 1] != '.';
    }
}
