package dev.baton.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares plans with a walk over all minutes of the days around a change of the clock, in all zones. */
class ClockChangesPropertiesTest {

    private static final int DAYS = 4;

    /** A plan, and the days from the one before a change of its zone's clock. */
    record Around(Set<Integer> minutes, Set<Integer> hours, ZoneId zone, LocalDate first) {

        CronPlan given() {
            return CronPlan.of(list(minutes) + " " + list(hours) + " * * *", zone.getId());
        }

        CronPlan elapsed() {
            return CronPlan.of(list(minutes) + " * * * *", zone.getId());
        }

        Instant begin() {
            return first.atStartOfDay(zone).toInstant();
        }

        Instant end() {
            return first.plusDays(DAYS).atStartOfDay(zone).toInstant();
        }

        private static String list(Set<Integer> values) {
            return values.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    @Property(tries = 100)
    void givenHoursLoseNoTimeAndRepeatNone(@ForAll("around") Around around) {
        Set<Instant> expected = new TreeSet<>();
        for (LocalDate day = around.first(); day.isBefore(around.first().plusDays(DAYS)); day = day.plusDays(1)) {
            for (int hour : around.hours()) {
                for (int minute : around.minutes()) {
                    expected.add(come(LocalDateTime.of(day, LocalTime.of(hour, minute)), around.zone()));
                }
            }
        }
        // A gap at the end of the days belongs to both sides.
        expected.removeIf(time -> !time.isBefore(around.end()) || time.isBefore(around.begin()));

        assertThat(walk(around.given(), around)).containsExactlyElementsOf(expected);
    }

    @Property(tries = 100)
    void everyHourIsEveryMomentWhoseLocalTimeMatches(@ForAll("around") Around around) {
        List<Instant> expected = Stream.iterate(around.begin(), time -> time.plus(1, ChronoUnit.MINUTES))
                .takeWhile(time -> time.isBefore(around.end()))
                .filter(time ->
                        around.minutes().contains(time.atZone(around.zone()).getMinute()))
                .toList();

        assertThat(walk(around.elapsed(), around)).containsExactlyElementsOf(expected);
    }

    @Property(tries = 100)
    void theLatestTimeIsTheOneThatTheNextOneFollows(@ForAll("around") Around around, @ForAll int second) {
        Instant time = around.begin().plusSeconds(Math.floorMod(second, DAYS * 86_400));
        for (CronPlan plan : List.of(around.given(), around.elapsed())) {
            Instant latest = plan.upTo(time).orElseThrow();

            assertThat(latest).isBeforeOrEqualTo(time);
            assertThat(plan.after(latest)).isAfter(time);
            assertThat(plan.after(latest.minusSeconds(1))).isEqualTo(latest);
        }
    }

    /** The times of a plan in the days, each after the one before. */
    private static List<Instant> walk(CronPlan plan, Around around) {
        return Stream.iterate(plan.after(around.begin().minusSeconds(1)), plan::after)
                .takeWhile(time -> time.isBefore(around.end()))
                .toList();
    }

    /** The moment at which a clock on the wall first shows this time or, where it never does, a later one. */
    private static Instant come(LocalDateTime local, ZoneId zone) {
        Instant early = local.minusDays(2).toInstant(ZoneOffset.UTC);
        for (Instant time = early; ; time = time.plus(1, ChronoUnit.MINUTES)) {
            if (!LocalDateTime.ofInstant(time, zone).isBefore(local)) {
                return time;
            }
        }
    }

    @Provide
    Arbitrary<Around> around() {
        return Combinators.combine(
                        values(0, 59, 4),
                        values(0, 23, 5),
                        Arbitraries.of(zones()),
                        Arbitraries.integers().between(1975, 2037))
                .as((minutes, hours, zone, year) -> new Around(minutes, hours, zone, beforeChange(zone, year)));
    }

    /** Small hours more often than others, because that is when clocks change. */
    private static Arbitrary<Set<Integer>> values(int least, int most, int size) {
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(least, most)),
                        net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(least, Math.min(3, most))))
                .set()
                .ofMinSize(1)
                .ofMaxSize(size);
    }

    private static LocalDate beforeChange(ZoneId zone, int year) {
        Instant from = ZonedDateTime.of(year, 1, 1, 0, 0, 0, 0, zone).toInstant();
        ZoneOffsetTransition change = zone.getRules().nextTransition(from);
        LocalDate day = change == null
                ? LocalDate.of(year, 2, 27)
                : change.getDateTimeBefore().toLocalDate();
        return day.minusDays(1);
    }

    /** Zones whose offsets and changes are whole minutes, as all of the zones of our time are. */
    private static List<ZoneId> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .filter(zone -> wholeMinutes(zone))
                .toList();
    }

    private static boolean wholeMinutes(ZoneId zone) {
        return IntStream.rangeClosed(1975, 2037).allMatch(year -> {
            ZoneOffset offset = zone.getRules().getOffset(Instant.parse(year + "-01-01T00:00:00Z"));
            return offset.getTotalSeconds() % 60 == 0;
        });
    }
}
