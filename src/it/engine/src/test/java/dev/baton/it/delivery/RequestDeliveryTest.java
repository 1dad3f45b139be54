package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventRejectedException;
import dev.baton.it.Tables;
import dev.baton.runtime.delivery.IncomingEvent;
import dev.baton.runtime.delivery.Outcome;
import dev.baton.runtime.delivery.Outcome.Duplicate;
import dev.baton.runtime.delivery.Outcome.Failed;
import dev.baton.runtime.delivery.Outcome.Handled;
import dev.baton.runtime.delivery.Outcome.InProgress;
import dev.baton.runtime.delivery.Outcome.LeftForLater;
import dev.baton.runtime.delivery.Outcome.Parked;
import dev.baton.runtime.delivery.Outcome.Rejected;
import dev.baton.runtime.delivery.Outcome.Skipped;
import dev.baton.runtime.outbox.OutboxRow;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deliveries whose sender waits for the answer. */
class RequestDeliveryTest extends DirectDeliveryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(DirectDeliveryTest.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false");

    @Test
    void theReplyIsGivenAgainAndIsNotPublished() {
        CloudEvent event = step(1);

        OutboxRow reply = ((Handled) request(event, true)).reply().orElseThrow();
        OutboxRow again = ((Duplicate) request(event, true)).reply().orElseThrow();

        assertThat(reply.topic()).isEqualTo("counting.counted.v1");
        assertThat(again.attributes()).isEqualTo(reply.attributes());
        assertThat(again.data()).isEqualTo(reply.data());
        assertThat(published()).isZero();
    }

    @Test
    void aReplyThatMayNeverHaveArrivedIsPublishedOnceWhenTheEventComesAgainWithoutAskingForIt() {
        CloudEvent event = step(1);
        request(event, true);

        assertThat(request(event, false)).isInstanceOf(Duplicate.class);
        assertThat(published()).isEqualTo(1);
        assertThat(testkit.handle(event).duplicate()).isTrue();
        assertThat(published()).isEqualTo(1);
    }

    @Test
    void withoutAskingForAReplyTheFollowUpIsPublished() {
        CloudEvent event = step(1);

        assertThat(((Handled) request(event, false)).followUps()).hasSize(1);
        assertThat(((Duplicate) request(event, true)).reply()).isEmpty();
        assertThat(published()).isEqualTo(1);
    }

    @Test
    void ofTwoDeliveriesOfOneEventAtOnceOneIsHandledAndTheOtherIsInProgress() {
        CloudEvent event = step(1);
        Counting.WAITING.add(name);
        CompletableFuture<Outcome> first = send(event, false);
        await().atMost(Duration.ofSeconds(60)).until(() -> lockedInboxRows() > 0);

        assertThat(request(event, false)).isInstanceOf(InProgress.class);

        Counting.WAITING.clear();
        assertThat(first.join()).isInstanceOf(Handled.class);
        assertThat(request(event, false)).isInstanceOf(Duplicate.class);
    }

    @Test
    void aFailureIsLeftToTheSender() {
        Counting.FAILING.add(1);
        CloudEvent event = step(1);

        for (int i = 0; i < 5; i++) {
            assertThat(request(event, true)).isInstanceOf(Failed.class);
        }

        assertThat(waiting("true")).isZero();
        Counting.FAILING.clear();
        assertThat(request(event, true)).isInstanceOf(Handled.class);
    }

    @Test
    void theOutageOfADatabaseThatIsNotBatonsIsAFailureLikeAnyOther() {
        assertThat(request(step(777_777), true)).isInstanceOf(Failed.class);
    }

    @Test
    void aTransactionThatCollidesWithAnotherOneIsRepeatedAtOnce() {
        Counting.COLLIDING.add(40);

        assertThat(request(step(40), true)).isInstanceOf(Handled.class);
        Counting.COLLIDING.add(41);
        assertThat(fromTopic(step(41), 3)).isInstanceOf(Handled.class);
    }

    @Test
    void whatWasGivenUpOnIsRejectedAgainWithItsReason() {
        CloudEvent event = step(666_666);

        assertThat(request(event, true)).isInstanceOf(Rejected.class);
        Rejected again = (Rejected) request(event, true);

        assertThat(again.cause()).hasMessageContaining("666,666 is never counted");
        assertThat(count("select count(*) from baton_dead_letter where key = $1"))
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsRejectedAndLeavesNoTrace() {
        CloudEvent event = CloudEventBuilder.from(step(1))
                .withData("application/json", "{".getBytes())
                .build();

        Rejected rejected = (Rejected) request(event, true);

        assertThat(rejected.cause()).isInstanceOfSatisfying(EventRejectedException.class, e -> assertThat(e.reason())
                .isEqualTo(EventRejectedException.Reason.UNREADABLE));
        assertThat(count("select count(*) from baton_dead_letter where key = $1"))
                .isZero();
    }

    @Test
    void anEventOfAnotherTypeIsSkipped() {
        CloudEvent event =
                CloudEventBuilder.from(step(1)).withType("counting.other.v1").build();

        assertThat(request(event, true)).isInstanceOf(Skipped.class);
    }

    @Test
    void anEventWaitsBehindAnEarlierOneOfItsKeyFromElsewhere() {
        pool.preparedQuery("""
                insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at)
                values ('it-engine', 'count-step', $1, '/earlier', '1', '{}', '', 'here', 1, now() + interval '1 hour')""").executeAndAwait(Tuple.of(name));

        assertThat(request(step(1), true)).isInstanceOf(Parked.class);
        assertThat(waiting("true")).isEqualTo(2);
    }

    @Test
    void aHandledEventGetsItsReplyAgainThoughOthersOfItsKeyWait() {
        CloudEvent event = step(1);
        OutboxRow reply = ((Handled) request(event, true)).reply().orElseThrow();
        Counting.FAILING.add(2);
        assertThat(fromTopic(step(2), 3)).isInstanceOf(LeftForLater.class);

        OutboxRow again = ((Duplicate) request(event, true)).reply().orElseThrow();

        assertThat(again.data()).isEqualTo(reply.data());
        assertThat(waiting("true")).isEqualTo(1);
    }

    @Test
    void ofABatchBehindAnEventThatWaitsOnlyWhatIsNewWaits() {
        CloudEvent handled = step(1);
        request(handled, false);
        Counting.FAILING.add(2);
        CloudEvent failed = step(2);
        fromTopic(failed, 3);

        List<Boolean> duplicates = testkit.handleAll(List.of(handled, failed, step(3), handled)).stream()
                .map(dev.baton.testkit.Handled::duplicate)
                .toList();

        assertThat(duplicates).containsExactly(true, false, false, true);
        assertThat(waiting("true")).isEqualTo(2);
    }

    @Test
    void anEventThatWaitsItselfGoesOnWaiting() {
        CloudEvent event = step(1);
        Counting.FAILING.add(1);
        fromTopic(event, 3);

        assertThat(request(event, true)).isInstanceOf(Parked.class);
        assertThat(waiting("true")).isEqualTo(1);

        Counting.FAILING.clear();
        await().atMost(Duration.ofSeconds(60)).until(() -> waiting("true") == 0);
        assertThat(request(event, true)).isInstanceOf(Duplicate.class);
    }

    @Test
    void theDeadLetterThatHoldsItsKeyIsRejectedAgainWithItsReason() {
        CloudEvent event = step(1);
        Counting.FAILING.add(1);
        assertThat(fromTopic(event, 12)).isInstanceOf(Rejected.class);
        assertThat(request(step(2), true)).isInstanceOf(Parked.class);

        Rejected again = (Rejected) request(event, true);

        assertThat(again.cause()).hasMessageContaining("told to fail on 1");
        assertThat(waiting("true")).isEqualTo(2);
    }

    private Outcome request(CloudEvent event, boolean replies) {
        return send(event, replies).join();
    }

    private CompletableFuture<Outcome> send(CloudEvent event, boolean replies) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        var function = model.function("count-step").orElseThrow();
        contexts.run(() -> deliveries
                .deliverRequest(function, new IncomingEvent(event, 1, "test"), replies)
                .subscribe()
                .with(outcome::complete, outcome::completeExceptionally));
        return outcome;
    }

    private long published() {
        return count("select count(*) from baton_outbox where key = $1");
    }

    /** Returns the transactions that have claimed an event and not ended. */
    private long lockedInboxRows() {
        return Tables.number(
                pool,
                "select count(*) from pg_locks where relation = 'baton_inbox'::regclass and mode = 'RowExclusiveLock'");
    }
}
