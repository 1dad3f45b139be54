package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventCatalog;
import dev.baton.it.delivery.Counting.Later;
import dev.baton.it.delivery.Counting.Many;
import dev.baton.it.delivery.Counting.Seen;
import dev.baton.testkit.FollowUpEvent;
import dev.baton.testkit.FunctionTestkit;
import dev.baton.testkit.Handled;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FunctionModelTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.functions.no-such-function.retry.attempts", "3")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("dev.baton.config"))
            .assertLogRecords(FunctionModelTest::settingsOfAFunctionThatIsNotHereAreAWarning);

    private static void settingsOfAFunctionThatIsNotHereAreAWarning(List<LogRecord> records) {
        assertThat(records)
                .singleElement()
                .extracting(record -> new PatternFormatter("%p %s").format((ExtLogRecord) record))
                .asString()
                .contains("WARN", "function=no-such-function", "functions=[count-step, see-later, spread]");
    }

    @Inject
    FunctionTestkit testkit;

    @Inject
    EventCatalog catalog;

    @Test
    void theBuildFindsTheEventTypes() {
        assertThat(catalog.types())
                .contains("counting.step.v1", "counting.counted.v1", "counting.many.v1", "counting.later.v1");
        assertThat(catalog.knows("counting.unknown.v1")).isFalse();
        assertThat(catalog.typeOf(Many.class)).isEqualTo("counting.many.v1");
    }

    @Test
    void followUpsCarryIdsKeysAndTheTraceOfTheirCause() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var event = CloudEventBuilder.from(testkit.event("event-1", new Many("ada", 60_000)))
                .withExtension("correlationid", "first")
                .withExtension("traceparent", trace)
                .build();

        Handled handled = testkit.handle(event);

        assertThat(handled.followUps()).hasSize(3);
        assertThat(handled.followUps()).allSatisfy(followUp -> assertThat(followUp.attributes())
                .containsEntry("specversion", "1.0")
                .containsEntry("source", "/it-engine/functions/spread")
                .containsEntry("correlationid", "first")
                .containsEntry("causationid", "event-1")
                .containsEntry("traceparent", trace)
                .containsEntry("datacontenttype", "application/json"));
        assertThat(handled.followUps()).extracting(FollowUpEvent::id).doesNotHaveDuplicates();
        assertThat(handled.followUps().get(0).key()).isEqualTo("ada");
        assertThat(handled.followUps().get(0).attributes()).containsEntry("subject", "ada");
        assertThat(handled.followUps().get(2).key()).isEqualTo("own-key");
        assertThat(handled.followUps().get(2).attributes())
                .containsEntry("subject", "own-subject")
                .containsEntry("partitionkey", "own-key");
    }

    /** The ids were computed by another program from the rule that {@code FollowUpIds} documents. */
    @Test
    void idsOfFollowUpsDependOnTheEventAlone() {
        Handled handled = testkit.handle(testkit.event("event-2", new Many("ada", 60_000)));

        assertThat(handled.followUps())
                .extracting(FollowUpEvent::id)
                .containsExactly(
                        "e2288d99-a361-8a4b-8349-47e67495eb8a",
                        "41cc138e-247b-8102-9bd7-7f4f04b3dfae",
                        "f8c76fd5-b574-83ec-9a81-caf70b5f0569");
    }

    @Test
    void aDelayedFollowUpIsNotDueAtOnce() {
        Instant before = Instant.now();

        Handled handled = testkit.handle(new Many("ada", 60_000));

        assertThat(handled.followUps().get(0).notBefore()).isEmpty();
        assertThat(handled.followUps().get(1).notBefore())
                .hasValueSatisfying(due -> assertThat(due).isAfterOrEqualTo(before.plusSeconds(60)));
    }

    @Test
    void aBlockingFunctionRunsOnAWorkerThreadAndSeesItsContext() {
        Handled handled = testkit.handle(testkit.event("event-3", new Later("bob")));

        assertThat(handled.followUp(Seen.class).by())
                .contains("executor-thread")
                .endsWith("event-3");
    }

    /** The application's validator is that of Quarkus, with a bound for regular expressions. */
    @Test
    void aValueThatTakesTooManyStepsToMatchIsNotValid() {
        Handled handled = testkit.handle(new Later("a".repeat(60) + "!"));

        assertThat(handled.rejected()).isTrue();
        assertThat(handled.failure()).get().asString().contains("name takes too many steps to be matched");
    }
}
