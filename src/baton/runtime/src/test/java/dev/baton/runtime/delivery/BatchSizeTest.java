package dev.baton.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {

    private final BatchSize size = new BatchSize(500);

    @Test
    void growsToTheLargestWhileFollowUpsAreFew() {
        assertThat(size.next()).isEqualTo(50);
        for (int expected : new int[] {100, 200, 400, 500, 500}) {
            size.handled(size.next(), size.next());
            assertThat(size.next()).isEqualTo(expected);
        }
    }

    @Test
    void shrinksToWhatItsFollowUpsAllow() {
        size.handled(50, 50 * 179);
        assertThat(size.next()).isEqualTo(27);
    }

    @Test
    void takesAtLeastOneHoweverManyFollow() {
        size.handled(1, 90_000);
        assertThat(size.next()).isEqualTo(1);
    }

    @Test
    void learnsNothingFromNothing() {
        size.handled(0, 0);
        assertThat(size.next()).isEqualTo(50);
    }

    @Test
    void neverExceedsASmallLargest() {
        assertThat(new BatchSize(1).next()).isEqualTo(1);
    }
}
