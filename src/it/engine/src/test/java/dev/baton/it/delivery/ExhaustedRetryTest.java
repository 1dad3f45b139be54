package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.Tables;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that failed in all their attempts. */
class ExhaustedRetryTest extends CountingTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.attempts-in-place", "1")
            .overrideConfigKey("baton.retry.delay", "20ms")
            .overrideConfigKey("baton.retry.attempts", "4")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @Test
    void itIsADeadLetterWithItsWholeFailureAndHoldsItsKey() {
        Counting.FAILING.add(2001);
        publish(2001);
        publish(2002);

        Row letter = Tables.awaitRow(pool, "select * from baton_dead_letter where key = $1", name);

        assertThat(letter.getString("error_class")).isEqualTo(IllegalStateException.class.getName());
        assertThat(letter.getString("error_message")).isEqualTo("told to fail on 2001");
        assertThat(letter.getString("error_stack")).contains("Counting$CountStep.count");
        assertThat(letter.getString("function")).isEqualTo("count-step");
        assertThat(letter.getInteger("attempts")).isEqualTo(4);
        assertThat(letter.getString("origin")).startsWith("counting.step.v1-0@");
        assertThat(letter.getOffsetDateTime("first_failed_at")).isBefore(letter.getOffsetDateTime("last_failed_at"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(waiting("true")).isEqualTo(2));
        assertThat(waiting("held")).isEqualTo(1);
    }
}
