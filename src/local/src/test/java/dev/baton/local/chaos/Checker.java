package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.local.processes.PublishedEvents;
import dev.baton.local.processes.PublishedEvents.Published;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Compares what the senders know with the history, the topics, and the tables, from outside the platform: no message is
 * lost or duplicated, each room is in order, {@code seq} has no gaps, each follow-up has one id and one effect, and the
 * dead letters are exactly the poison.
 */
final class Checker {
    private static final String ANALYZED = "chat.message.analyzed.v1";
    private static final String FLAGGED = "chat.message.flagged.v1";
    private static final String CLOSING = "chat.window.closing.v1";

    private final Tables tables;
    private final PublishedEvents events;
    private final Ledger ledger;
    private final Map<String, List<Sender>> rooms;

    Checker(Tables tables, PublishedEvents events, Ledger ledger, List<? extends Sender> senders) {
        this.tables = tables;
        this.events = events;
        this.ledger = ledger;
        this.rooms = senders.stream().collect(Collectors.groupingBy(sender -> sender.room));
    }

    void check() {
        checkPosted();
        List<Published> logged = sound(Topics.LOGGED);
        List<Published> analyzed = sound(ANALYZED);
        List<Published> flagged = sound(FLAGGED);
        rooms.forEach((room, senders) -> {
            List<String> history = checkHistory(room, senders);
            checkLogged(in(logged, room), history);
            checkAnalyzed(in(analyzed, room), in(logged, room), history);
            checkFlagged(in(flagged, room), senders, history);
        });
        checkInbox("log-message", identities(sound(Topics.POSTED)));
        ledger.functions(Topics.LOGGED).forEach(function -> checkInbox(function, identities(logged)));
        if (ledger.functions(Topics.LOGGED).contains("track-activity")) {
            checkActivity(logged);
        }
        checkDeadLetters();
        assertThat(tables.count("baton_outbox")).as("outbox").isZero();
        assertThat(tables.count("baton_retry")).as("retry table").isZero();
    }

    /** Checks that the topic contains exactly the accepted messages, in the order of each sender. */
    private void checkPosted() {
        List<String> posted = identities(sound(Topics.POSTED));
        List<Message> accepted = rooms.values().stream()
                .flatMap(List::stream)
                .flatMap(sender -> sender.accepted().stream())
                .toList();
        assertThat(posted)
                .as("posted")
                .hasSameElementsAs(identitiesOf(accepted))
                .hasSameSizeAs(accepted);
        rooms.values().stream().flatMap(List::stream).forEach(sender -> {
            List<String> own = identitiesOf(sender.accepted());
            assertThat(only(posted, own))
                    .as("posted by %s, in order", sender.name)
                    .isEqualTo(own);
        });
    }

    /** Checks the room's history, and returns the ids of its messages in order. */
    private List<String> checkHistory(String room, List<Sender> senders) {
        List<String> ids = tables.select("select message_id from chat_message where room = ? order by seq", room);
        List<String> seqs = tables.select("select seq from chat_message where room = ? order by seq", room);
        assertThat(ids).as("%s: none twice", room).doesNotHaveDuplicates();
        assertThat(seqs).as("%s: seq without gaps", room).isEqualTo(oneTo(ids.size()));
        assertThat(tables.select("select last_seq from chat_room_sequence where room = ?", room))
                .as("%s: the next seq", room)
                .containsExactly(String.valueOf(ids.size()));
        int sent = 0;
        for (Sender sender : senders) {
            List<String> own = sender.accepted().stream().map(Message::id).toList();
            assertThat(only(ids, own))
                    .as("history of %s: none lost, in order", sender.name)
                    .isEqualTo(own);
            sent += own.size();
        }
        assertThat(ids).as("%s: nothing that nobody sent", room).hasSize(sent);
        return ids;
    }

    private static void checkLogged(List<Published> logged, List<String> history) {
        assertThat(values(logged, "messageId")).as("logged, in order").isEqualTo(history);
        assertThat(values(logged, "seq")).as("logged, in order").isEqualTo(oneTo(history.size()));
        assertThat(attributes(logged, "causationid")).as("causes of logged").isEqualTo(history);
        assertThat(logged.stream().map(Published::partition).distinct()).hasSizeLessThanOrEqualTo(1);
    }

    private static void checkAnalyzed(List<Published> analyzed, List<Published> logged, List<String> history) {
        assertThat(values(analyzed, "messageId")).as("analyzed, in order").isEqualTo(history);
        assertThat(attributes(analyzed, "causationid")).as("causes of analyzed").isEqualTo(attributes(logged, "id"));
    }

    private static void checkFlagged(List<Published> flagged, List<Sender> senders, List<String> history) {
        Set<String> harmful = senders.stream()
                .flatMap(sender -> sender.accepted().stream())
                .filter(Message::harmful)
                .map(Message::id)
                .collect(Collectors.toSet());
        assertThat(values(flagged, "messageId"))
                .as("flagged, in order")
                .isEqualTo(history.stream().filter(harmful::contains).toList());
    }

    /** Checks that the function's inbox contains each event and each dead letter, and nothing else. */
    private void checkInbox(String function, List<String> handled) {
        Set<String> expected = new HashSet<>(handled);
        String prefix = function + " ";
        ledger.deadLetters().stream()
                .filter(letter -> letter.startsWith(prefix))
                .forEach(letter -> expected.add(letter.substring(prefix.length())));
        assertThat(tables.select(
                        "select source, id from baton_inbox where namespace = 'chat' and function = ?", function))
                .as("inbox of %s", function)
                .hasSameElementsAs(expected)
                .hasSameSizeAs(expected);
    }

    /** Checks that each logged message is counted once, and each window is announced once. */
    private void checkActivity(List<Published> logged) {
        List<Published> closing = sound(CLOSING);
        rooms.keySet().forEach(room -> {
            assertThat(tables.select("select sum(messages + late) from chat_activity_window where room = ?", room))
                    .as("%s: counted by track-activity", room)
                    .containsExactly(String.valueOf(in(logged, room).size()));
            assertThat(tables.select("select count(*) from chat_activity_window where room = ?", room))
                    .as("%s: windows", room)
                    .containsExactly(String.valueOf(in(closing, room).size()));
        });
    }

    private void checkDeadLetters() {
        Set<String> expected = ledger.deadLetters();
        assertThat(tables.select("select function, source, event_id from baton_dead_letter where state = 'open'"))
                .as("dead letters")
                .hasSameElementsAs(expected)
                .hasSameSizeAs(expected);
        Set<String> published = new HashSet<>();
        for (String topic : ledger.topics()) {
            events.records(topic + ".dead-letter")
                    .forEach(letter -> published.add(letter.attribute("batonfunction") + " " + letter.identity()));
        }
        assertThat(published).as("dead letters on their topics").isEqualTo(expected);
        assertThat(tables.count("baton_dead_letter"))
                .as("dead letters of any state")
                .isEqualTo(expected.size());
    }

    /** Returns the first record of each event that is not poison; any later record of the event must equal it. */
    private List<Published> sound(String topic) {
        Map<String, Published> events = new LinkedHashMap<>();
        for (Published record : this.events.records(topic)) {
            if (record.attributes().containsKey("id")
                    && !record.attribute("source").equals(Poison.SOURCE)) {
                Published first = events.putIfAbsent(record.identity(), record);
                if (first != null && !topic.equals(Topics.POSTED)) {
                    assertThat(record).as("published again").isEqualTo(first);
                }
            }
        }
        return List.copyOf(events.values());
    }

    private static List<Published> in(List<Published> events, String room) {
        return events.stream()
                .filter(event -> event.data().path("room").asText().equals(room))
                .toList();
    }

    private static List<String> identities(List<Published> events) {
        return events.stream().map(Published::identity).toList();
    }

    private static List<String> identitiesOf(List<Message> messages) {
        return messages.stream().map(Message::identity).toList();
    }

    private static List<String> values(List<Published> events, String field) {
        return events.stream().map(event -> event.data().path(field).asText()).toList();
    }

    private static List<String> attributes(List<Published> events, String name) {
        return events.stream().map(event -> event.attribute(name)).toList();
    }

    private static List<String> only(List<String> all, List<String> wanted) {
        Set<String> set = new HashSet<>(wanted);
        return all.stream().filter(set::contains).toList();
    }

    private static List<String> oneTo(int last) {
        return LongStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
    }
}
