package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.local.processes.PublishedEvents;
import dev.baton.local.processes.PublishedEvents.Published;
import dev.baton.proof.history.History;
import dev.baton.proof.history.Seen;
import dev.baton.proof.history.Sent;
import dev.baton.proof.history.Sent.Answer;
import dev.baton.proof.history.View;
import dev.baton.proof.history.View.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Gives what the senders know, and what can be seen in the history, the topics, and the tables, to the history checker,
 * which finds what is lost, twice, out of order, or wrongly acknowledged. What only this platform promises is checked
 * here: {@code seq} has no gaps, each window counts its messages, and the dead letters are exactly the poison.
 */
final class Checker {
    private static final String ANALYZED = "chat.message.analyzed.v1";
    private static final String FLAGGED = "chat.message.flagged.v1";
    private static final String CLOSING = "chat.window.closing.v1";
    private static final String HISTORY = "history";

    private final Tables tables;
    private final PublishedEvents events;
    private final Ledger ledger;
    private final List<? extends Sender> senders;
    private final Set<String> rooms;

    Checker(Tables tables, PublishedEvents events, Ledger ledger, List<? extends Sender> senders) {
        this.tables = tables;
        this.events = events;
        this.ledger = ledger;
        this.senders = senders;
        this.rooms = senders.stream().map(sender -> sender.room).collect(Collectors.toSet());
    }

    void check() {
        assertThat(messages().anomalies()).as("messages").isEmpty();
        assertThat(poison().anomalies()).as("poison").isEmpty();
        rooms.forEach(this::checkSequence);
        List<Published> logged = once(Topics.LOGGED);
        checkPlaces(logged);
        checkInbox("log-message", identities(once(Topics.POSTED)));
        ledger.functions(Topics.LOGGED).forEach(function -> checkInbox(function, identities(logged)));
        if (ledger.functions(Topics.LOGGED).contains("track-activity")) {
            checkActivity(logged);
        }
        assertThat(tables.count("baton_outbox")).as("outbox").isZero();
        assertThat(tables.count("baton_retry")).as("retry table").isZero();
    }

    /** Returns the way of the messages: posted, logged in the history, published as logged, analyzed, and flagged. */
    private History messages() {
        Map<String, String> identities = new HashMap<>();
        Map<String, String> harmful = new HashMap<>();
        senders.stream().flatMap(sender -> sender.accepted().stream()).forEach(message -> {
            identities.put(message.id(), message.identity());
            if (message.harmful()) {
                harmful.put(message.id(), message.identity());
            }
        });
        List<Published> logged = records(Topics.LOGGED);
        Map<String, String> messageOf = new HashMap<>();
        logged.forEach(event -> messageOf.put(id(event), messageId(event)));
        return new History(senders.stream()
                        .flatMap(sender -> sender.attempts().stream())
                        .toList())
                .with(View.topic(
                                Topics.POSTED,
                                History.SENT,
                                seen(records(Topics.POSTED), Published::identity, Published::identity))
                        // Messages also come straight from senders, with other attributes.
                        .without(Rule.SAME))
                .with(View.table(HISTORY, History.SENT, history(identities)))
                .with(View.topic(Topics.LOGGED, HISTORY, seen(logged, Checker::id, Checker::cause)))
                .with(View.topic(ANALYZED, Topics.LOGGED, seen(records(ANALYZED), Checker::id, Checker::cause)))
                .with(View.topic(FLAGGED, Topics.LOGGED, seen(records(FLAGGED), Checker::id, Checker::cause))
                        .of(event -> harmful.containsKey(messageOf.get(event))));
    }

    /** Returns the rows of the history, each caused by the event of its message. */
    private List<Seen> history(Map<String, String> identities) {
        return rooms.stream()
                .flatMap(room ->
                        tables.select("select message_id from chat_message where room = ? order by seq", room).stream()
                                .map(id -> new Seen(id, identities.getOrDefault(id, id), room, "")))
                .toList();
    }

    private static List<Seen> seen(
            List<Published> records, Function<Published, String> id, Function<Published, String> cause) {
        return records.stream()
                .map(event -> new Seen(
                        id.apply(event),
                        cause.apply(event),
                        event.data().path("room").asText(),
                        event.partition() + " " + event.attributes() + event.data()))
                .toList();
    }

    private static String id(Published event) {
        return event.attribute("id");
    }

    private static String cause(Published event) {
        return event.attribute("causationid");
    }

    /** Returns the way of the poison: a dead letter of each function that gets it, in the table and on its topic. */
    private History poison() {
        List<Sent> sent = ledger.deadLetters().stream()
                .map(letter -> new Sent(letter, "", "", 0, 0, Answer.ACCEPTED))
                .toList();
        List<Seen> published = ledger.topics().stream()
                .flatMap(topic -> events.records(topic + ".dead-letter").stream())
                .map(letter -> Seen.of(letter.attribute("batonfunction") + " " + letter.identity(), ""))
                .toList();
        assertThat(tables.count("baton_dead_letter where state <> 'open'"))
                .as("dead letters that are not open")
                .isZero();
        return new History(sent)
                .with(View.table("dead letters", History.SENT, letters()).without(Rule.ORDERED))
                .with(View.topic("topics of dead letters", History.SENT, published)
                        .without(Rule.ORDERED));
    }

    private List<Seen> letters() {
        return tables.select("select function, source, event_id from baton_dead_letter").stream()
                .map(letter -> Seen.of(letter, ""))
                .toList();
    }

    private void checkSequence(String room) {
        List<String> seqs = tables.select("select seq from chat_message where room = ? order by seq", room);
        assertThat(seqs).as("%s: seq without gaps", room).isEqualTo(oneTo(seqs.size()));
        assertThat(tables.select("select last_seq from chat_room_sequence where room = ?", room))
                .as("%s: the next seq", room)
                .containsExactly(String.valueOf(seqs.size()));
    }

    private void checkPlaces(List<Published> logged) {
        for (String room : rooms) {
            List<Published> own = in(logged, room);
            assertThat(own.stream().map(event -> event.data().path("seq").asText()))
                    .as("%s: seq of logged", room)
                    .isEqualTo(oneTo(own.size()));
            assertThat(own).as("%s: logged", room).allSatisfy(event -> assertThat(messageId(event))
                    .isEqualTo(cause(event)));
            assertThat(own.stream().map(Published::partition).distinct())
                    .as("%s: partitions", room)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    /** Checks that the function's inbox contains each event and each dead letter, and nothing else. */
    private void checkInbox(String function, List<String> handled) {
        String prefix = function + " ";
        Set<String> letters = ledger.deadLetters().stream()
                .filter(letter -> letter.startsWith(prefix))
                .map(letter -> letter.substring(prefix.length()))
                .collect(Collectors.toSet());
        List<String> expected = new ArrayList<>(handled);
        expected.addAll(letters);
        assertThat(tables.select(
                        "select source, id from baton_inbox where namespace = 'chat' and function = ?", function))
                .as("inbox of %s", function)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Checks that each logged message is counted once, and each window is announced once. */
    private void checkActivity(List<Published> logged) {
        List<Published> closing = once(CLOSING);
        rooms.forEach(room -> {
            assertThat(tables.select("select sum(messages + late) from chat_activity_window where room = ?", room))
                    .as("%s: counted by track-activity", room)
                    .containsExactly(String.valueOf(in(logged, room).size()));
            assertThat(tables.select("select count(*) from chat_activity_window where room = ?", room))
                    .as("%s: windows", room)
                    .containsExactly(String.valueOf(in(closing, room).size()));
        });
    }

    /** Returns the records of the events that are not poison, with all repetitions. */
    private List<Published> records(String topic) {
        return events.records(topic).stream()
                .filter(record -> record.attributes().containsKey("id")
                        && !record.attribute("source").equals(Poison.SOURCE))
                .toList();
    }

    private List<Published> once(String topic) {
        Map<String, Published> first = new LinkedHashMap<>();
        records(topic).forEach(record -> first.putIfAbsent(record.identity(), record));
        return List.copyOf(first.values());
    }

    private static List<Published> in(List<Published> events, String room) {
        return events.stream()
                .filter(event -> event.data().path("room").asText().equals(room))
                .toList();
    }

    private static List<String> identities(List<Published> events) {
        return events.stream().map(Published::identity).toList();
    }

    private static String messageId(Published event) {
        return event.data().path("messageId").asText();
    }

    private static List<String> oneTo(int last) {
        return LongStream.rangeClosed(1, last).mapToObj(String::valueOf).toList();
    }
}
