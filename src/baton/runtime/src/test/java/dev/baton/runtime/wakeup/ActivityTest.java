package dev.baton.runtime.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityTest {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Hint OF_ANOTHER = new Hint(Work.OUTBOX, false);
    private static final Hint LEFT_BY_ANOTHER = new Hint(Work.OUTBOX, true);

    /** What was sent, and whether hints arrive. */
    private static final class Sent implements Hints {

        private final List<Hint> hints = new ArrayList<>();
        private boolean arrive = true;

        @Override
        public boolean arrive() {
            return arrive;
        }

        @Override
        public void send(Hint hint) {
            hints.add(hint);
        }

        @Override
        public void listen(Listener listener) {}
    }

    private final Sent sent = new Sent();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    private long now = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos(); // overflows soon
    private final Activity activity = new Activity(Work.OUTBOX, sent, () -> now);

    @BeforeEach
    void begin() {
        activity.wakes(looks::incrementAndGet, polls::incrementAndGet);
    }

    @Test
    void aProcessThatStartsIsBusyForAWhile() {
        assertThat(activity.quiet()).isFalse();
        after("4900ms");
        assertThat(activity.quiet()).isFalse();
        after("100ms");
        assertThat(activity.quiet()).isTrue();
    }

    @Test
    void aBusyProcessTellsTheOthersAtMostOnceASecond() {
        for (int i = 0; i < 2_500; i++) {
            activity.here();
            after("1ms");
        }

        assertThat(sent.hints).containsExactly(OF_ANOTHER, OF_ANOTHER, OF_ANOTHER);
    }

    /** The loops of the others then find the last thing that was committed without a hint. */
    @Test
    void theOthersStayBusyForMuchLongerThanTheTimeBetweenTwoHints() {
        after("5s");
        activity.heard(OF_ANOTHER);
        after("4s");

        assertThat(activity.quiet()).isFalse();
        assertThat(activity.pollRest(POLL)).isEqualTo(POLL);
        assertThat(activity.pollRest(Duration.ofMinutes(5)))
                .as("the rest ends with a look, however long the interval is")
                .isEqualTo(Duration.ofSeconds(1));
        after("1s");
        assertThat(activity.quiet()).isTrue();
    }

    @Test
    void aHintWakesAQuietLoopAndABusyOneOnlyIfTheWorkIsLeftToIt() {
        after("5s");
        activity.heard(OF_ANOTHER);
        assertThat(polls).as("it begins to poll").hasValue(1);
        activity.heard(OF_ANOTHER);
        activity.here();
        assertThat(polls).as("it polls already").hasValue(1);
        assertThat(looks).hasValue(0);
        activity.heard(LEFT_BY_ANOTHER);
        assertThat(looks).hasValue(1);
    }

    @Test
    void aHintAboutOtherWorkIsIgnored() {
        after("5s");
        activity.heard(new Hint(Work.RETRIES, true));

        assertThat(activity.quiet()).isTrue();
        assertThat(looks).hasValue(0);
        assertThat(polls).hasValue(0);
    }

    @Test
    void aLoopThatMayHaveMissedHintsLooksAtOnceAndThenAsUsual() {
        after("5s");
        activity.missed();

        assertThat(looks).hasValue(1);
        assertThat(activity.quiet()).isFalse();
    }

    @Test
    void withoutHintsTheLoopPolls() {
        sent.arrive = false;
        after("1h");

        assertThat(activity.quiet()).isFalse();
        assertThat(activity.pollRest(POLL)).isEqualTo(POLL);
        assertThat(activity.pollRest(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void workThatIsCommittedLaterKeepsTheLoopBusyUntilThen() {
        activity.here(Duration.ofMinutes(1));
        after("30s");
        activity.here();
        after("29s");

        assertThat(activity.quiet()).isFalse();
        after("1s");
        assertThat(activity.quiet()).isTrue();
    }

    @Test
    void workThatIsLeftToOthersIsAlwaysTold() {
        activity.forOthers();
        activity.forOthers();

        assertThat(sent.hints).containsExactly(LEFT_BY_ANOTHER, LEFT_BY_ANOTHER);
    }

    /** With the default intervals, the loops of a quiet process make less than one statement in four seconds. */
    @ParameterizedTest
    @CsvSource({
        "OUTBOX, 500ms, 10s",
        "RETRIES, 200ms, 10s",
        "SCHEDULES, 500ms, 25s",
        "SCHEDULES, 1s, 30s",
        "OUTBOX, 20ms, 1s",
        "OUTBOX, 5m, 5m"
    })
    void aQuietLoopRestsForFiftyIntervalsButNotMuchLongerThanIsTolerable(Work work, String poll, String rest) {
        Activity quiet = new Activity(work, sent, () -> now);

        assertThat(quiet.quietRest(duration(poll))).isEqualTo(duration(rest));
        assertThat(quiet.restUntil(Duration.ofDays(1), true, duration(poll))).isEqualTo(duration(rest));
        assertThat(quiet.restUntil(Duration.ofMillis(3), true, duration(poll))).isEqualTo(Duration.ofMillis(3));
    }

    @ParameterizedTest
    @CsvSource({"outbox, OUTBOX, false", "retries now, RETRIES, true", "schedules, SCHEDULES, false"})
    void hintsAreTextsThatReleasesAgreeOn(String text, Work work, boolean now) {
        assertThat(new Hint(work, now).text()).isEqualTo(text);
        assertThat(Hint.of(text)).contains(new Hint(work, now));
        assertThat(Hint.of(text + " of a later release")).isEmpty();
    }

    private void after(String time) {
        now += duration(time).toNanos();
    }

    private static Duration duration(String text) {
        return new DurationConverter().convert(text);
    }
}
