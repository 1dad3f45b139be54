package dev.baton.runtime.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The rules that hold for every pause, whatever is configured. */
class BackoffPropertiesTest {

    @Property
    void aPauseIsBetweenHalfOfTheDoubledOneAndAllOfIt(
            @ForAll @LongRange(min = 1, max = 3_600_000) long first,
            @ForAll @LongRange(min = 1, max = 86_400_000) long longest,
            @ForAll @IntRange(min = 1, max = 20) int attempt,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        long whole = Math.min(first << (attempt - 1), longest);

        long pause = backoff(first, longest, random).after(attempt).toMillis();

        assertThat(pause).isBetween(whole / 2, whole);
    }

    @Property
    void aPauseIsNeverNothingNorLongerThanTheLongest(
            @ForAll @LongRange(min = 1, max = 3_600_000) long first,
            @ForAll @LongRange(min = 1, max = 86_400_000) long longest,
            @ForAll @IntRange(min = 1) int attempt,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        assertThat(backoff(first, longest, random).after(attempt))
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofMillis(longest));
    }

    @Property
    void withoutJitterAPauseIsTwiceTheOneBeforeItUpToTheLongest(
            @ForAll @LongRange(min = 1, max = 3_600_000) long first,
            @ForAll @LongRange(min = 1, max = 86_400_000) long longest,
            @ForAll @IntRange(min = 1, max = 1000) int attempt) {
        Backoff backoff = backoff(first, longest, 0);
        long twice = Math.min(2 * backoff.after(attempt).toMillis(), longest);

        assertThat(backoff.after(attempt + 1)).hasMillis(twice);
    }

    private static Backoff backoff(long first, long longest, double random) {
        return new Backoff(Duration.ofMillis(first), Duration.ofMillis(longest), () -> random);
    }
}
