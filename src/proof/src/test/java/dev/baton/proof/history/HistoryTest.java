package dev.baton.proof.history;

import static dev.baton.proof.history.Anomaly.Kind.CHANGED;
import static dev.baton.proof.history.Anomaly.Kind.INVENTED;
import static dev.baton.proof.history.Anomaly.Kind.LOST;
import static dev.baton.proof.history.Anomaly.Kind.OUT_OF_ORDER;
import static dev.baton.proof.history.Anomaly.Kind.TWICE;
import static dev.baton.proof.history.Anomaly.Kind.WRONGLY_ACKNOWLEDGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.proof.history.Anomaly.Kind;
import dev.baton.proof.history.Sent.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Histories with each anomaly, and histories that look strange but are right. */
class HistoryTest {

    private final List<Sent> sent = new ArrayList<>();
    private long time;

    @Test
    void whatWasSentOneAfterAnotherIsRight() {
        accepted("a", "b", "c");
        assertThat(of(rows("a", "b", "c"), records("a", "b", "c"))).isEmpty();
    }

    @Test
    void anAcceptedEventThatIsNowhereIsLost() {
        accepted("a", "b", "c");
        assertThat(of(rows("a", "c"), records("a", "c"))).containsExactly(LOST);
    }

    @Test
    void anEventInTheTableButNotInTheTopicIsALostFollowUp() {
        accepted("a", "b");
        assertThat(of(rows("a", "b"), records("a"))).containsExactly(LOST);
    }

    @Test
    void aSecondRowIsTwice() {
        accepted("a", "b");
        assertThat(of(rows("a", "b", "a"), records("a", "b"))).containsExactly(TWICE);
    }

    @Test
    void twoRowsWithDifferentIdsFromOneEventAreTwice() {
        accepted("a");
        View table = View.table("table", History.SENT, List.of(seen("1", "a"), seen("2", "a")));
        assertThat(kinds(new History(sent).with(table))).containsExactly(TWICE);
    }

    @Test
    void followUpsWithTwoIdsAreTwice() {
        accepted("a");
        List<Seen> topic = List.of(seen("follow-up-1", "a"), seen("follow-up-2", "a"));
        assertThat(of(rows("a"), topic)).containsExactly(TWICE);
    }

    @Test
    void anEventBeforeAnEarlierOneOfItsStreamIsOutOfOrder() {
        accepted("a", "b", "c");
        assertThat(of(rows("b", "a", "c"), records("b", "a", "c"))).containsExactly(OUT_OF_ORDER);
    }

    @Test
    void aTopicInAnotherOrderThanItsTableIsOutOfOrder() {
        accepted("a", "b");
        assertThat(of(rows("a", "b"), records("b", "a"))).containsExactly(OUT_OF_ORDER);
    }

    @Test
    void eventsOfDifferentKeysHaveNoOrder() {
        accepted("a", "b");
        List<Seen> rows = List.of(new Seen("b", "b", "other", ""), seen("a", "a"));
        assertThat(of(rows, rows)).isEmpty();
    }

    @Test
    void eventsOfDifferentStreamsHaveNoOrder() {
        attempt("a", "one", Answer.ACCEPTED);
        attempt("b", "two", Answer.ACCEPTED);
        assertThat(of(rows("b", "a"), records("b", "a"))).isEmpty();
    }

    @Test
    void eventsThatWereSentAtTheSameTimeHaveNoOrder() {
        sent.add(new Sent("a", "key", "stream", 1, 4, Answer.ACCEPTED));
        sent.add(new Sent("b", "key", "stream", 2, 3, Answer.ACCEPTED));
        assertThat(of(rows("b", "a"), records("b", "a"))).isEmpty();
        assertThat(of(rows("a", "b"), records("a", "b"))).isEmpty();
    }

    @Test
    void aRefusedEventThatTookEffectWasWronglyAcknowledged() {
        attempt("a", Answer.REFUSED);
        assertThat(of(rows("a"), records("a"))).containsExactly(WRONGLY_ACKNOWLEDGED);
        assertThat(of(rows(), records())).isEmpty();
    }

    @Test
    void anEventWithoutAnAnswerMayTakeEffectOrNot() {
        attempt("a", Answer.UNKNOWN);
        accepted("b");
        assertThat(of(rows("a", "b"), records("a", "b"))).isEmpty();
        assertThat(of(rows("b"), records("b"))).isEmpty();
        assertThat(of(rows("b", "a"), records("b", "a")))
                .as("at any later time")
                .isEmpty();
    }

    @Test
    void anEventWithoutAnAnswerDoesNotTakeEffectBeforeWhatWasAcceptedEarlier() {
        accepted("a");
        attempt("b", Answer.UNKNOWN);
        assertThat(of(rows("b", "a"), records("b", "a"))).containsExactly(OUT_OF_ORDER);
    }

    @Test
    void anEventThatIsSentUntilItIsAcceptedIsAcceptedOnce() {
        attempt("a", Answer.UNKNOWN);
        attempt("a", Answer.REFUSED);
        attempt("a", Answer.ACCEPTED);
        accepted("b");
        assertThat(of(rows("a", "b"), records("a", "b"))).isEmpty();
        assertThat(of(rows("b", "a"), records("b", "a"))).containsExactly(OUT_OF_ORDER);
        assertThat(of(rows("b"), records("b"))).containsExactly(LOST);
    }

    @Test
    void aDuplicateThatIsSentLaterDoesNotMoveItsEvent() {
        accepted("a", "b", "a");
        assertThat(of(rows("a", "b"), records("a", "b"))).isEmpty();
        assertThat(of(rows("b", "a"), records("b", "a"))).containsExactly(OUT_OF_ORDER);
    }

    @Test
    void whatNobodySentIsInvented() {
        accepted("a");
        assertThat(of(rows("a", "b"), records("a", "b"))).containsExactly(INVENTED);
        assertThat(of(rows("a"), records("a", "c"))).containsExactly(INVENTED);
    }

    @Test
    void whatIsNotExpectedIsInvented() {
        accepted("a", "b");
        View some = View.table("some", History.SENT, rows("a", "b")).of("a"::equals);
        assertThat(kinds(new History(sent).with(some))).containsExactly(INVENTED);
        View right = View.table("some", History.SENT, rows("a")).of("a"::equals);
        assertThat(kinds(new History(sent).with(right))).isEmpty();
    }

    @Test
    void aTopicMayRepeatRecordsButNotChangeThem() {
        accepted("a", "b");
        assertThat(of(rows("a", "b"), records("a", "b", "a", "b"))).isEmpty();
        List<Seen> changed = List.of(seen("a", "a"), seen("b", "b"), new Seen("a", "a", "key", "other"));
        assertThat(of(rows("a", "b"), changed)).containsExactly(CHANGED);
    }

    @Test
    void aRepeatedRunHasNoHole() {
        accepted("a", "b", "c", "d");
        assertThat(inRuns("a", "b", "c", "a", "b", "c", "d")).isEmpty();
        assertThat(inRuns("a", "b", "a", "b", "a", "b", "c", "d")).isEmpty();
        assertThat(inRuns("a", "b", "c", "b", "d")).as("a run that ends early").isEmpty();
        assertThat(inRuns("a", "b", "c", "a", "c", "d")).containsExactly(OUT_OF_ORDER);
    }

    @Test
    void aDuplicateGetsTheSameReply() {
        sent.add(new Sent("a", "key", "stream", 1, 2, Answer.ACCEPTED, "reply"));
        sent.add(new Sent("a", "key", "stream", 3, 4, Answer.ACCEPTED, "reply"));
        assertThat(of(rows("a"), records("a"))).isEmpty();
        sent.add(new Sent("a", "key", "stream", 5, 6, Answer.ACCEPTED, "another"));
        assertThat(of(rows("a"), records("a"))).containsExactly(WRONGLY_ACKNOWLEDGED);
    }

    @Test
    void mistakesInAHistoryAreRefused() {
        History history = new History(List.of()).with(View.table("table", History.SENT, List.of()));
        assertThatThrownBy(() -> history.with(View.table("table", History.SENT, List.of())))
                .hasMessageContaining("two views table");
        assertThatThrownBy(() -> history.with(View.topic("topic", "tables", List.of())))
                .hasMessageContainingAll("tables", "not known", "[table]");
        assertThatThrownBy(() -> new Sent("a", "key", "stream", 2, 1, Answer.ACCEPTED))
                .hasMessageContaining("invoked=2 returned=1");
    }

    /** Spoils a right history of 200 events in one place, and expects that this one anomaly is found. */
    @Test
    void oneMistakeAmongManyEventsIsFound() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            sent.clear();
            List<String> events = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                events.add("event-" + i);
                attempt("event-" + i, random.nextInt(4) == 0 ? Answer.UNKNOWN : Answer.ACCEPTED);
                attempt("event-" + i, Answer.ACCEPTED);
            }
            List<String> wrong = new ArrayList<>(events);
            int at = 1 + random.nextInt(198);
            Kind expected = spoil(wrong, at, random.nextInt(4));
            assertThat(of(rows(events), records(events))).as("seed %d", seed).isEmpty();
            assertThat(kinds(new History(sent).with(View.table("table", History.SENT, rows(wrong)))))
                    .as("seed %d", seed)
                    .containsOnly(expected);
        }
    }

    private static Kind spoil(List<String> events, int at, int how) {
        switch (how) {
            case 0 -> {
                events.remove(at);
                return LOST;
            }
            case 1 -> {
                events.add(events.get(at));
                return TWICE;
            }
            case 2 -> {
                events.add(at, "never sent");
                return INVENTED;
            }
            default -> {
                events.add(0, events.remove(at));
                return OUT_OF_ORDER;
            }
        }
    }

    private void accepted(String... events) {
        Stream.of(events).forEach(event -> attempt(event, Answer.ACCEPTED));
    }

    private void attempt(String event, Answer answer) {
        attempt(event, "stream", answer);
    }

    private void attempt(String event, String stream, Answer answer) {
        sent.add(new Sent(event, "key", stream, time++, time++, answer));
    }

    private List<Kind> of(List<Seen> table, List<Seen> topic) {
        return kinds(new History(sent)
                .with(View.table("table", History.SENT, table))
                .with(View.topic("topic", "table", topic)));
    }

    private List<Kind> inRuns(String... records) {
        View topic = View.topic("topic", History.SENT, records(records)).with(View.Rule.RUNS);
        return kinds(new History(sent).with(topic));
    }

    private static List<Kind> kinds(History history) {
        return history.anomalies().stream().map(Anomaly::kind).toList();
    }

    private static List<Seen> rows(String... events) {
        return rows(List.of(events));
    }

    private static List<Seen> rows(List<String> events) {
        return events.stream().map(event -> seen(event, event)).toList();
    }

    private static List<Seen> records(String... events) {
        return rows(events);
    }

    private static List<Seen> records(List<String> events) {
        return rows(events);
    }

    private static Seen seen(String id, String cause) {
        return new Seen(id, cause, "key", "");
    }
}
