package dev.baton.chat.notifymembers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of a room, and a search for mentions of them in a text. */
class Audience {

    private final List<Member> members;
    private final Map<String, List<String>> namesByFolded = new HashMap<>();
    private final int[] lengths;

    Audience(List<Member> members) {
        this.members = List.copyOf(members);
        for (Member member : members) {
            namesByFolded
                    .computeIfAbsent(fold(member.name()), name -> new ArrayList<>())
                    .add(member.name());
        }
        lengths = namesByFolded.keySet().stream()
                .map(String::length)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    List<Member> members() {
        return members;
    }

    /**
     * Returns the members whom the text mentions. A mention is an {@code @} that does not follow a word, followed by a
     * member's name in upper or lower case, which ends where a word ends. If several names match at one place, the
     * longest counts.
     */
    Set<String> mentionedIn(String text) {
        Set<String> mentioned = new HashSet<>();
        int at = text.indexOf('@');
        String folded = at < 0 ? "" : fold(text);
        while (at >= 0) {
            if (at == 0 || !isWord(folded.charAt(at - 1))) {
                mentioned.addAll(namesAt(folded, at + 1));
            }
            at = text.indexOf('@', at + 1);
        }
        return mentioned;
    }

    private List<String> namesAt(String folded, int start) {
        for (int length : lengths) {
            int end = start + length;
            if (end <= folded.length() && endsWord(folded, end)) {
                List<String> names = namesByFolded.get(folded.substring(start, end));
                if (names != null) {
                    return names;
                }
            }
        }
        return List.of();
    }

    private static boolean endsWord(String text, int end) {
        return end == text.length() || !isWord(text.charAt(end)) || !isWord(text.charAt(end - 1));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Converts to lower case, character by character, so that positions stay the same. */
    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            folded.append(Character.toLowerCase(Character.toUpperCase(text.charAt(i))));
        }
        return folded.toString();
    }
}
