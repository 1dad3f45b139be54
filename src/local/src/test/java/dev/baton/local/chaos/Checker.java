package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.baton.local.processes.PublishedEvents;
import dev.baton.local.processes.PublishedEvents.Published;
import dev.baton.proof.history.Anomaly;
import dev.baton.proof.history.Anomaly.Kind;
import dev.baton.proof.history.History;
import dev.baton.proof.history.Seen;
import dev.baton.proof.history.Sent;
import dev.baton.proof.history.Sent.Answer;
import dev.baton.proof.history.View;
import dev.baton.proof.history.View.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
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

    /** Separates events, each of which is its source, a space, and its id. */
    private static final String SEPARATOR = "\u001f";

    private static final String IN_THE_INBOX = """
            select event from unnest(string_to_array(?, ?)) as event
            join baton_inbox on key = baton_inbox_key(
                'chat', ?, split_part(event, ' ', 1), substr(event, strpos(event, ' ') + 1))""";

    private final Tables tables;
    private final Records records;
    private final Ledger ledger;
    private final List<? extends Sender> senders;
    private final Set<String> rooms;
    private final Set<Kind> tolerated = EnumSet.noneOf(Kind.class);
    private boolean handledAnew;

    Checker(Tables tables, PublishedEvents events, Ledger ledger, List<? extends Sender> senders) {
        this.tables = tables;
        this.records = new Records(events);
        this.ledger = ledger;
        this.senders = senders;
        this.rooms = senders.stream().map(sender -> sender.room).collect(Collectors.toSet());
    }

    /** Expects that the topics have got more partitions, so that a key may have records in two of them. */
    Checker afterPartitionsWereAdded() {
        records.afterPartitionsWereAdded();
        return this;
    }

    /** Expects that events were published anew, with the same id and data, but at another time. */
    Checker afterEventsWereHandledAnew() {
        handledAnew = true;
        return this;
    }

    /** Lets these anomalies of messages pass. */
    Checker tolerating(Kind kind) {
        tolerated.add(kind);
        return this;
    }

    void check() {
        Map<Boolean, List<Anomaly>> anomalies = messages().anomalies().stream()
                .collect(Collectors.partitioningBy(anomaly -> tolerated.contains(anomaly.kind())));
        if (!tolerated.isEmpty()) {
            System.out.printf(
                    "Tolerated %s: %d%n", tolerated, anomalies.get(true).size());
        }
        assertAll(
                () -> assertThat(anomalies.get(false)).as("messages").isEmpty(),
                () -> assertThat(poison().anomalies()).as("poison").isEmpty(),
                () -> rooms.forEach(this::checkSequence),
                this::checkFunctions,
                () -> assertThat(tables.count("baton_outbox")).as("outbox").isZero(),
                () -> assertThat(tables.count("baton_retry")).as("retry table").isZero());
    }

    private void checkFunctions() {
        List<Published> logged = records.once(Topics.LOGGED);
        checkPlaces(logged);
        checkInbox("log-message", identities(records.once(Topics.POSTED)));
        ledger.functions(Topics.LOGGED).forEach(function -> checkInbox(function, identities(logged)));
        if (ledger.functions(Topics.LOGGED).contains("track-activity")) {
            checkActivity(logged);
        }
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
        List<Published> logged = records.of(Topics.LOGGED);
        Map<String, String> messageOf = new HashMap<>();
        logged.forEach(event -> messageOf.put(id(event), messageId(event)));
        return new History(senders.stream()
                        .flatMap(sender -> sender.attempts().stream())
                        .toList())
                .with(View.topic(
                                Topics.POSTED,
                                History.SENT,
                                seen(records.of(Topics.POSTED), Published::identity, Published::identity))
                        // Messages also come straight from senders, with other attributes.
                        .without(Rule.SAME))
                .with(View.table(HISTORY, History.SENT, history(identities)))
                .with(View.topic(Topics.LOGGED, HISTORY, seen(logged, Checker::id, Checker::cause)))
                .with(View.topic(ANALYZED, Topics.LOGGED, seen(records.of(ANALYZED), Checker::id, Checker::cause)))
                .with(View.topic(FLAGGED, Topics.LOGGED, seen(records.of(FLAGGED), Checker::id, Checker::cause))
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

    private List<Seen> seen(
            List<Published> published, Function<Published, String> id, Function<Published, String> cause) {
        return published.stream()
                .map(event -> new Seen(
                        id.apply(event),
                        cause.apply(event),
                        event.data().path("room").asText(),
                        content(event)))
                .toList();
    }

    private String content(Published event) {
        String data = event.partition() + " " + event.data();
        return handledAnew ? data : data + event.attributes();
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
                .flatMap(topic -> records.ofDeadLetters(topic).stream())
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
            List<String> seqs =
                    own.stream().map(event -> event.data().path("seq").asText()).toList();
            if (records.mayHaveTwoPartitionsOfAKey()) {
                assertThat(seqs).as("%s: seq of logged", room).containsExactlyInAnyOrderElementsOf(oneTo(own.size()));
            } else {
                assertThat(seqs).as("%s: seq of logged", room).isEqualTo(oneTo(own.size()));
            }
            assertThat(own).as("%s: logged", room).allSatisfy(event -> assertThat(messageId(event))
                    .isEqualTo(cause(event)));
            assertThat(own.stream().map(Published::partition).distinct())
                    .as("%s: partitions", room)
                    .hasSizeLessThanOrEqualTo(records.mayHaveTwoPartitionsOfAKey() ? 2 : 1);
        }
    }

    /** Checks that the function's inbox contains each event and each dead letter. */
    private void checkInbox(String function, List<String> handled) {
        String prefix = function + " ";
        Set<String> letters = ledger.deadLetters().stream()
                .filter(letter -> letter.startsWith(prefix))
                .map(letter -> letter.substring(prefix.length()))
                .collect(Collectors.toSet());
        List<String> expected = new ArrayList<>(handled);
        expected.addAll(letters);
        assertThat(tables.select(IN_THE_INBOX, String.join(SEPARATOR, expected), SEPARATOR, function))
                .as("inbox of %s", function)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Checks that each logged message is counted once, and each window is announced once. */
    private void checkActivity(List<Published> logged) {
        List<Published> closing = records.once(CLOSING);
        rooms.forEach(room -> {
            assertThat(tables.select("select sum(messages + late) from chat_activity_window where room = ?", room))
                    .as("%s: counted by track-activity", room)
                    .containsExactly(String.valueOf(in(logged, room).size()));
            assertThat(tables.select("select count(*) from chat_activity_window where room = ?", room))
                    .as("%s: windows", room)
                    .containsExactly(String.valueOf(in(closing, room).size()));
        });
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
