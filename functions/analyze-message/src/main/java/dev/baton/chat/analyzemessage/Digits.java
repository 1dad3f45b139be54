package dev.baton.chat.analyzemessage;

import java.util.ArrayList;
import java.util.List;

/**
 * Groups of digits that may belong to one number, at most two separators apart: {@code (212) 555-0123}.
 *
 * @param before the character before the first group, 0 at the beginning of the text
 * @param groups the groups, as ASCII digits
 */
record Digits(char before, List<String> groups) {

    private static final int FARTHEST = 2;

    String all() {
        return String.join("", groups);
    }

    /** Returns all sequences of groups in a text, each as long as possible, in one pass. */
    static List<Digits> in(CharSequence text) {
        List<Digits> found = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            if (Character.isDigit(text.charAt(i))) {
                i = read(text, i, found);
            } else {
                i++;
            }
        }
        return found;
    }

    private static int read(CharSequence text, int start, List<Digits> found) {
        List<String> groups = new ArrayList<>();
        int i = start;
        boolean more = true;
        while (more) {
            int end = endOfGroup(text, i);
            groups.add(ascii(text, i, end));
            i = startOfNext(text, end);
            more = i > end;
        }
        found.add(new Digits(start == 0 ? 0 : text.charAt(start - 1), groups));
        return i;
    }

    /** Returns where the next group begins, or {@code end} if there is none. */
    private static int startOfNext(CharSequence text, int end) {
        int i = end;
        while (i < text.length() && i < end + FARTHEST && isSeparator(text.charAt(i))) {
            i++;
        }
        return i > end && i < text.length() && Character.isDigit(text.charAt(i)) ? i : end;
    }

    private static int endOfGroup(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String ascii(CharSequence text, int start, int end) {
        StringBuilder digits = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            digits.append((char) ('0' + Character.digit(text.charAt(i), 10)));
        }
        return digits.toString();
    }

    private static boolean isSeparator(char c) {
        return c == '-'
                || c == '.'
                || c == ')'
                || c == '\u2010'
                || c == '\u2011'
                || c == '\u2013'
                || Character.isSpaceChar(c);
    }
}
