package dev.baton.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.Cron;
import dev.baton.EventPublisher;
import dev.baton.EventType;
import dev.baton.NewEvent;
import dev.baton.it.Tables;
import dev.baton.it.conformance.Tallying.Behaviour;
import dev.baton.it.conformance.Tallying.Task;
import dev.baton.it.delivery.Broker;
import dev.baton.runtime.deadletter.DeadLetter;
import dev.baton.runtime.deadletter.DeadLetter.Filter;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import dev.baton.runtime.inbox.InboxExpiry;
import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All of Baton that uses the database: deliveries from a topic, and what goes on next to them. */
abstract class WholeConformance extends KafkaConformance {

    /** The last event of the schedule was handled. */
    private static final String TICKED = """
            select 1 from baton_schedule s
            join baton_inbox i on i.key = baton_inbox_key(s.namespace, s.function,
                '/' || s.namespace || '/schedules/' || s.function,
                s.function || '-' || to_char(s.fired_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
            where s.function = 'ticking'""";

    private static final Duration LONG = Duration.ofSeconds(60);

    @EventType("conformance.tick.v1")
    record Tick(Instant time) {}

    /** Is called each second. */
    public static class Ticking {

        @Funq
        @Cron("* * * * * *")
        public void tick(Tick tick) {}
    }

    @Inject
    Pool pool;

    @Inject
    EventPublisher publisher;

    @Inject
    DeadLetterOperations letters;

    @Inject
    InboxExpiry expiry;

    static QuarkusUnitTest wholeApplication(Class<?>... more) {
        Class<?>[] own = {Broker.class, KafkaConformance.class, WholeConformance.class, Tick.class, Ticking.class};
        return application(Stream.of(own, more).flatMap(Stream::of).toArray(Class<?>[]::new))
                .overrideConfigKey("baton.retry.attempts-in-place", "1")
                .overrideConfigKey("baton.relay.poll-interval", "50ms")
                .overrideConfigKey("baton.schedule.poll-interval", "50ms")
                .overrideConfigKey("baton.inbox.expiry-interval", "50ms");
    }

    @Test
    void whatGoesOnNextToDeliveriesGoesOn() {
        String name = UUID.randomUUID().toString();
        publish(name, 1, Behaviour.REFUSE, Instant.now().plusSeconds(1));
        Tables.awaitRow(pool, TICKED);
        Tables.awaitRow(pool, "select 1 from baton_dead_letter where key = $1", name);

        DeadLetter letter =
                letters.list(new Filter(null, null, null, null, "open"), 0, 1_000).await().atMost(LONG).stream()
                        .filter(found -> name.equals(found.key()))
                        .findFirst()
                        .orElseThrow();
        byte[] data = "{\"name\":\"%s\",\"number\":2,\"behaviour\":\"DONE\"}"
                .formatted(name)
                .getBytes(StandardCharsets.UTF_8);
        letters.edit(letter.id(), data, "ann").await().atMost(LONG);

        Tables.awaitRow(pool, "select 1 from conformance_tally where name = $1 and numbers = '2'", name);
        assertThat(expiry.forgetSome()).isZero();
        await().atMost(LONG)
                .untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(200));
    }

    final void publish(String name, int number, Behaviour behaviour, Instant notBefore) {
        publisher
                .publish(NewEvent.of(
                                new Task(name, number, behaviour),
                                UUID.randomUUID().toString(),
                                URI.create("/conformance"),
                                Instant.now())
                        .withNotBefore(notBefore))
                .await()
                .atMost(LONG);
    }

    final List<String> texts(String query) {
        return Tables.texts(pool, query);
    }
}
