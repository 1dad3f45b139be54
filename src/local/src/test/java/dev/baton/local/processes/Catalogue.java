package dev.baton.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/**
 * Checks what the event catalogue promises for a room once no work is left: every follow-up and every effect, exactly
 * once.
 */
final class Catalogue {
    private static final Duration SETTLED = Duration.ofSeconds(180);

    private final EmbeddedDatabase database;
    private final PublishedEvents events;
    private final MailServer mails;
    private final String room;

    Catalogue(EightProcesses platform, String room) {
        this.database = platform.database;
        this.events = new PublishedEvents(platform.broker.bootstrapServers());
        this.mails = platform.mails;
        this.room = room;
    }

    /** The numbers of posted messages, of harmful ones, and of those that mention another member. */
    record Posted(int messages, int harmful, int mentions) {

        static Posted of(SyntheticLog log) {
            return new Posted(log.messages(), log.harmful(), log.mentions());
        }

        Posted plus(Posted other) {
            return new Posted(messages + other.messages, harmful + other.harmful, mentions + other.mentions);
        }
    }

    void check(Posted posted) {
        int messages = posted.messages();
        int harmful = posted.harmful();
        awaitSettled(messages, harmful);
        List<JsonNode> logged = events.of("chat.message.logged.v1", room);
        assertThat(values(logged, "seq"))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, messages)
                        .mapToObj(String::valueOf)
                        .toList());
        List<String> ids = values(logged, "messageId");
        assertThat(ids).doesNotHaveDuplicates();
        assertOneEach("chat.message.posted.v1", "messageId", ids);
        assertOneEach("chat.message.analyzed.v1", "messageId", ids);
        checkRedactions(harmful);
        checkNotifications(posted.mentions());
        checkActivity(messages);
        assertThat(count("select count(*) from chat_message where room = ?")).isEqualTo(messages);
    }

    private void awaitSettled(int messages, int harmful) {
        Awaitility.await("all windows of " + room + " are closed, all is redacted, and the outbox is empty")
                .atMost(SETTLED)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> count("select count(*) from chat_message where room = ?") >= messages
                        && count("select count(*) from chat_message where room = ? and redacted_at is not null")
                                >= harmful
                        && count("select coalesce(sum(messages + late), 0) from chat_activity_window where room = ?")
                                >= messages
                        && count("select count(*) from chat_activity_window where room = ? and closed_at is null") == 0
                        && outbox() == 0);
        // The notifications for the last published events may still be in progress.
        Awaitility.await("every notification asked for is sent, and the outbox is empty")
                .atMost(SETTLED)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> events.of("chat.message.analyzed.v1", room).size() >= messages
                        && sentNotifications().containsAll(requestedNotifications())
                        && outbox() == 0);
    }

    private void checkRedactions(int harmful) {
        List<String> flagged = values(events.of("chat.message.flagged.v1", room), "messageId");
        assertThat(flagged).hasSize(harmful).doesNotHaveDuplicates();
        assertOneEach("chat.message.redacted.v1", "messageId", flagged);
        assertThat(count("select count(*) from chat_message where room = ? and redacted_at is not null"))
                .isEqualTo(harmful);
    }

    private void checkNotifications(int mentions) {
        List<String> requested = requestedNotifications();
        assertThat(requested).hasSizeGreaterThanOrEqualTo(mentions).doesNotHaveDuplicates();
        assertThat(sentNotifications()).containsAll(requested).doesNotHaveDuplicates();
        assertThat(mails.messageIds()).as("mails are sent at most once").doesNotHaveDuplicates();
    }

    private void checkActivity(int messages) {
        List<String> windows = values(events.of("chat.window.closing.v1", room), "windowStart");
        assertThat(windows).doesNotHaveDuplicates();
        assertThat(count("select count(*) from chat_activity_window where room = ?"))
                .isEqualTo(windows.size());
        assertOneEach("chat.room.activity.v1", "windowStart", windows);
        long counted = events.of("chat.room.activity.v1", room).stream()
                .mapToLong(activity -> activity.path("messages").asLong())
                .sum();
        long late = count("select sum(late) from chat_activity_window where room = ?");
        assertThat(counted + late).isEqualTo(messages);
    }

    private void assertOneEach(String type, String field, List<String> expected) {
        assertThat(values(events.of(type, room), field)).as(type).containsExactlyInAnyOrderElementsOf(expected);
    }

    private List<String> requestedNotifications() {
        return values(events.of("chat.notification.requested.v1", room), "notificationId");
    }

    /** Returns the notifications of all rooms, because the event does not name a room. */
    private List<String> sentNotifications() {
        return values(events.all("chat.notification.sent.v1"), "notificationId");
    }

    private static List<String> values(List<JsonNode> data, String field) {
        return data.stream().map(event -> event.path(field).asText()).toList();
    }

    private long outbox() {
        return count("select count(*) from baton_outbox where ? is not null");
    }

    long count(String sql) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, room);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
