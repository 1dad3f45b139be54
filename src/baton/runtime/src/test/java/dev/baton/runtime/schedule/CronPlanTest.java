package dev.baton.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronPlanTest {

    @Test
    void timesAreThoseOfTheZone() {
        assertThat(times("0 3 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", 3))
                .containsExactly("2026-03-28T02:00:00Z", "2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z");
    }

    @Test
    void aTimeThatTheClockSkipsComesRightAfterwardsAndOneThatComesTwiceCountsOnce() {
        assertThat(times("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", 3))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(times("30 2 * * *", "Europe/Berlin", "2026-10-24T00:00:00Z", 3))
                .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void eitherDayWillDoWithAndWithoutSeconds() {
        assertThat(times("0 0 13 * 5", "UTC", "2026-12-10T00:00:00Z", 3))
                .containsExactly("2026-12-11T00:00:00Z", "2026-12-13T00:00:00Z", "2026-12-18T00:00:00Z");
        assertThat(times("30 0 0 13 * FRI", "UTC", "2026-12-10T00:00:00Z", 3))
                .containsExactly("2026-12-11T00:00:30Z", "2026-12-13T00:00:30Z", "2026-12-18T00:00:30Z");
    }

    @Test
    void sundayIsZeroAndSeven() {
        for (String sunday : List.of("0 9 * * 0", "0 9 * * 7", "0 9 * * SUN", "0 0 9 * * 0", "0 0 9 * * 7")) {
            assertThat(times(sunday, "UTC", "2026-11-25T00:00:00Z", 1)).containsExactly("2026-11-29T09:00:00Z");
        }
    }

    @Test
    void theLatestTimeIncludesThisOne() {
        CronPlan plan = CronPlan.of("0 3 * * *", "UTC");

        assertThat(plan.upTo(Instant.parse("2026-11-25T03:00:00Z"))).contains(Instant.parse("2026-11-25T03:00:00Z"));
        assertThat(plan.upTo(Instant.parse("2026-11-25T02:59:59.999Z")))
                .contains(Instant.parse("2026-11-24T03:00:00Z"));
        assertThat(plan.after(Instant.parse("2026-11-25T03:00:00Z"))).isEqualTo("2026-11-26T03:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * * * *", "*/10 * * * * *", "10 * * * * *"})
    void timesAreWholeSecondsWhateverTheClockSays(String cron) {
        CronPlan plan = CronPlan.of(cron, "Europe/Berlin");

        assertThat(plan.after(Instant.parse("2026-11-25T10:35:09.457200Z"))).isEqualTo("2026-11-25T10:35:10Z");
        assertThat(plan.upTo(Instant.parse("2026-11-25T10:35:10.457200Z")))
                .contains(Instant.parse("2026-11-25T10:35:10Z"));
        assertThat(plan.upTo(Instant.parse("2026-11-25T10:35:10Z"))).contains(Instant.parse("2026-11-25T10:35:10Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "* * * *", "* * * * * * *", "61 * * * *", "0 9 L * *", "@daily", "0 0 31 2,4 *", "every day"
            })
    void whatIsNoScheduleSaysSo(String cron) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CronPlan.of(cron, "UTC"))
                .withMessageStartingWith("the cron expression '" + cron + "' ");
    }

    private static List<String> times(String cron, String zone, String from, int count) {
        CronPlan plan = CronPlan.of(cron, zone);
        return Stream.iterate(plan.after(Instant.parse(from)), plan::after)
                .limit(count)
                .map(Instant::toString)
                .toList();
    }
}
