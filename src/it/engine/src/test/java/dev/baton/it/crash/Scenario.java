package dev.baton.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.outside.Published;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;

/**
 * A customer's orders on their way through the application, and the conditions at the end, whatever broke on the way:
 * the state has changed once, each follow-up was published with one id, the order of the key was kept, and nothing is
 * left over.
 */
enum Scenario {

    /** Two orders that are published together. The second one has a delayed follow-up. */
    HANDLED {
        @Override
        void run(Application application, Outside outside, String customer) {
            application.order(customer, 1, 2);
        }

        @Override
        void check(Outside outside, String customer) {
            settled(outside, customer, "1 2");
            assertThat(outside.ledger("remind", customer)).isEqualTo("2");
            assertThat(outside.published().events("crash.reminder.v1", customer))
                    .hasSize(1);
            assertThat(outside.letters(customer)).isEmpty();
        }
    },

    /** An order that fails in all its attempts, others that wait behind it, and its replay. */
    GIVEN_UP_AND_REPLAYED {
        @Override
        void run(Application application, Outside outside, String customer) {
            outside.refuse(customer);
            application.order(customer, 1);
            until(application, outside, () -> assertThat(outside.waiting(customer))
                    .containsExactly(customer + "-1 held"));
            application.order(customer, 2, 3);
            until(application, outside, () -> assertThat(outside.waiting(customer))
                    .hasSize(3));
            outside.accept(customer);
            application.replay(outside.letter(customer));
        }

        @Override
        void check(Outside outside, String customer) {
            settled(outside, customer, "1 2 3");
            assertThat(outside.ledger("remind", customer)).isEqualTo("2");
            assertThat(outside.letters(customer)).containsExactly("replayed");
            assertThat(outside.audits(customer)).containsExactly("replay");
            assertThat(outside.published().events("crash.ordered.v1.dead-letter", customer))
                    .hasSize(1);
        }
    },

    /** An order that the function permanently rejects and one that is not valid, among others. */
    REFUSED {
        @Override
        void run(Application application, Outside outside, String customer) {
            application.order(customer, 1);
            until(application, outside, () -> assertThat(outside.ledger("take", customer))
                    .isEqualTo("1"));
            application.order(customer, Ordering.REFUSED);
            until(application, outside, () -> assertThat(outside.letters(customer))
                    .hasSize(1));
            application.order(customer, -1);
            until(application, outside, () -> assertThat(outside.letters(customer))
                    .hasSize(2));
            application.order(customer, 2);
        }

        @Override
        void check(Outside outside, String customer) {
            settled(outside, customer, "1 2");
            assertThat(outside.letters(customer)).containsExactly("open", "open");
            assertThat(outside.published().events("crash.ordered.v1.dead-letter", customer))
                    .hasSize(2);
        }
    };

    private static final Duration LONG = Duration.ofSeconds(120);

    /** Runs the customer's orders up to the last request. */
    abstract void run(Application application, Outside outside, String customer);

    /** Fails as long as the final state is not reached. */
    abstract void check(Outside outside, String customer);

    /** Runs the whole scenario, until the final state is reached. */
    void complete(Application application, Outside outside, String customer) {
        run(application, outside, customer);
        until(application, outside, () -> check(outside, customer));
    }

    static void until(Application application, Outside outside, ThrowingRunnable check) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(25)).untilAsserted(() -> {
            application.tend();
            outside.letLeasesEnd();
            check.run();
        });
    }

    private static void settled(Outside outside, String customer, String numbers) {
        assertThat(outside.ledger("take", customer)).isEqualTo(numbers);
        assertThat(outside.ledger("bill", customer)).isEqualTo(numbers);
        assertThat(outside.waiting(customer)).isEmpty();
        assertThat(outside.unpublished(customer)).isEmpty();
        List<Published.Event> taken = outside.published().events("crash.taken.v1", customer);
        assertThat(taken)
                .extracting(Published.Event::data)
                .isEqualTo(List.of(numbers.split(" ")).stream()
                        .map(number -> "{\"customer\":\"%s\",\"number\":%s}".formatted(customer, number))
                        .toList());
        assertThat(taken).extracting(Published.Event::id).doesNotHaveDuplicates();
    }
}
