package dev.baton.chat.replay;

import java.util.List;

/**
 * The comparison of the messages that the platform returned with the posted ones: every message once, in order, and
 * {@code seq} without gaps. The text of a redacted message is not compared.
 *
 * @param difference the place and the kind of the first difference; empty if there is none
 */
record Verdict(int expected, int found, int redacted, String difference) {

    static Verdict compare(List<Post> posted, List<ChatMessage> found, long after) {
        int redacted = (int) found.stream().filter(ChatMessage::redacted).count();
        return new Verdict(posted.size(), found.size(), redacted, firstDifference(posted, found, after));
    }

    boolean isEqual() {
        return difference.isEmpty();
    }

    private static String firstDifference(List<Post> posted, List<ChatMessage> found, long after) {
        for (int i = 0; i < Math.min(posted.size(), found.size()); i++) {
            String difference = difference(posted.get(i), found.get(i), after + i + 1);
            if (!difference.isEmpty()) {
                return difference;
            }
        }
        return posted.size() == found.size() ? "" : sizes(posted, found);
    }

    private static String difference(Post posted, ChatMessage found, long seq) {
        boolean same = found.seq() == seq
                && found.messageId().equals(posted.messageId())
                && found.sender().equals(posted.speaker())
                && (found.redacted() || found.text().equals(posted.text()));
        return same ? "" : "expected seq " + seq + " to be " + describe(posted) + " but found " + describe(found);
    }

    private static String sizes(List<Post> posted, List<ChatMessage> found) {
        return found.size() < posted.size()
                ? "message " + describe(posted.get(found.size())) + " and all after it are missing"
                : "more than was posted: " + describe(found.get(posted.size()));
    }

    private static String describe(Post post) {
        return "<" + post.speaker() + "> \"" + shorten(post.text()) + "\" (" + post.messageId() + ")";
    }

    private static String describe(ChatMessage message) {
        return "seq " + message.seq() + " <" + message.sender() + "> \"" + shorten(message.text()) + "\" ("
                + message.messageId() + ")";
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
