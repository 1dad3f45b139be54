package dev.baton.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a cron expression means on the days when clocks change: the lines of schedules.tsv. */
class ClockChangesTest {

    @ParameterizedTest(name = "{0} {1} {2}: {4}")
    @CsvFileSource(resources = "/schedules.tsv", delimiter = '\t', numLinesToSkip = 1)
    void theNextTime(String cron, String zone, OffsetDateTime after, OffsetDateTime next, String why) {
        CronPlan plan = CronPlan.of(cron, zone);
        Instant time = next.toInstant();

        assertThat(plan.after(after.toInstant())).as(why).isEqualTo(time);
        assertThat(plan.after(time.minusSeconds(1))).as(why).isEqualTo(time);
        assertThat(plan.upTo(time)).as(why).contains(time);
        assertThat(plan.upTo(time.minusSeconds(1))).as(why).hasValueSatisfying(before -> assertThat(before)
                .isBeforeOrEqualTo(after.toInstant()));
    }
}
