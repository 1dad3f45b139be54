package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.Tables;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way of events that fail, from the topic to the retry table and the dead letters. */
class RetryTest extends CountingTest {

    private static final String TOTAL = "select total from counting_total where name = $1";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Counting.CLASSES).addClass(Broker.class))
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.retry.delay-in-place", "10ms")
            .overrideConfigKey("baton.retry.delay", "50ms")
            .overrideConfigKey("baton.retry.max-delay", "100ms")
            .overrideConfigKey("baton.retry.attempts", "1000000")
            .overrideConfigKey("baton.retry.poll-interval", "20ms");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void laterEventsOfAKeyWaitBehindAFailedOneWhileOthersOfItsPartitionGoOn() {
        String other = UUID.randomUUID().toString();
        Counting.FAILING.add(1001);
        publish(1000, 1001, 1002, 1003);
        publish(other, 0, 1, 2);

        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.counted(other, 3)).containsExactly(0, 1, 2);
            assertThat(broker.counted(name, 1)).containsExactly(1000);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(waiting("true")).isEqualTo(3));

            Counting.FAILING.clear();

            assertThat(broker.counted(name, 4)).containsExactly(1000, 1001, 1002, 1003);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(waiting("true")).isZero());
    }

    @Test
    void aKeyThatFailedCatchesUpInMicroBatchesAndLeavesPoisonBehind() {
        int[] numbers = IntStream.concat(
                        IntStream.concat(IntStream.of(5000), IntStream.range(5001, 5400)),
                        IntStream.concat(IntStream.of(666_666), IntStream.range(5400, 5800)))
                .toArray();
        Counting.FAILING.add(5000);
        publish(numbers);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(waiting("true")).isEqualTo(numbers.length));

        long before = transactions();
        Counting.FAILING.clear();

        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.counted(name, 800))
                    .containsExactlyElementsOf(
                            IntStream.range(5000, 5800).boxed().toList());
        }
        assertThat(awaitRow("baton_dead_letter").getInteger("attempts")).isEqualTo(1);
        assertThat(transactions() - before).as("transactions").isLessThan(100);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(waiting("true")).isZero());
    }

    @Test
    void whatAFunctionRefusesForGoodIsADeadLetterAtOnceAndHoldsNothing() {
        publish(666_666, 3001);

        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.counted(name, 1)).containsExactly(3001);
            assertThat(broker.ids("counting.step.v1.dead-letter", name, 1)).hasSize(1);
        }
        assertThat(awaitRow("baton_dead_letter").getInteger("attempts")).isEqualTo(1);
        assertThat(waiting("true")).isZero();
    }

    /** The follow-up is sent ahead of the changes of the session, which PostgreSQL then rejects without a reason. */
    @Test
    void aFollowUpThatCannotBeStoredIsTheFailureOfItsDelivery() {
        whileStoringFails("raise exception 'no room for the follow-up'", () -> {
            publish(2001);

            assertThat(awaitRow("baton_retry").getString("error_message")).contains("no room for the follow-up");
        });
        try (Broker broker = new Broker(bootstrapServers)) {
            assertThat(broker.counted(name, 1)).containsExactly(2001);
        }
        assertThat(count(TOTAL)).isEqualTo(1);
    }

    @Test
    void aFollowUpWhoseInsertCollidesIsStoredByTheRepetitionWithTheChangesOfTheFunction() {
        String once = "if nextval('collisions') = 1 then raise exception 'told to' using errcode = '40P01'; end if";
        pool.query("create sequence collisions").executeAndAwait();
        try {
            whileStoringFails(once, () -> {
                publish(2002);

                try (Broker broker = new Broker(bootstrapServers)) {
                    assertThat(broker.counted(name, 1)).containsExactly(2002);
                }
            });
            assertThat(Tables.number(pool, "select last_value from collisions")).isGreaterThan(1);
        } finally {
            pool.query("drop sequence collisions").executeAndAwait();
        }
        assertThat(count(TOTAL)).isEqualTo(1);
        assertThat(waiting("true")).isZero();
    }

    private void whileStoringFails(String how, Runnable check) {
        pool.query("create function fail_to_store() returns trigger language plpgsql as $$ begin " + how
                        + "; return new; end $$")
                .executeAndAwait();
        pool.query("create trigger fail_to_store before insert on baton_outbox for each row"
                        + " when (new.type = 'counting.counted.v1') execute function fail_to_store()")
                .executeAndAwait();
        try {
            check.run();
        } finally {
            pool.query("drop function fail_to_store() cascade").executeAndAwait();
        }
    }

    @Test
    void aDeadLetterHasTheTimeOfItsFirstFailureWhateverFailedLast() {
        Counting.FAILING.add(666_666);
        publish(666_666);
        Row left = awaitRow("baton_retry");
        assertThat(left.getOffsetDateTime("first_failed_at"))
                .as("it failed in place before it was left")
                .isBefore(left.getOffsetDateTime("parked_at"));

        Counting.FAILING.clear();

        Row letter = awaitRow("baton_dead_letter");
        assertThat(letter.getOffsetDateTime("first_failed_at")).isEqualTo(left.getOffsetDateTime("first_failed_at"));
        assertThat(letter.getOffsetDateTime("last_failed_at")).isAfter(left.getOffsetDateTime("parked_at"));
    }

    @Test
    void poisonOfEveryKindIsADeadLetterWithItsReasonAndStopsNothing() {
        try (Broker broker = new Broker(bootstrapServers)) {
            broker.send(new ProducerRecord<>("counting.step.v1", name, "no event".getBytes(StandardCharsets.UTF_8)));
            broker.send(new ProducerRecord<>("counting.step.v1", name, null));
            broker.send(structured("{\"specversion\":\"1.0\",\"id\":"));
            broker.send(structured("""
                    {"specversion":"1.0","id":"nul","source":"/s","type":"counting.step.v1","team":"a\\u0000b","data":{}}"""));
            broker.send(structured("""
                    {"specversion":"1.0","id":"list","source":"/s","type":"counting.step.v1","team":["a"],"data":{}}"""));
            broker.send(binary("truncated", "application/json", "{\"name\":"));
            broker.send(binary("wrong-type", "application/json", "{\"name\":\"" + name + "\",\"number\":\"many\"}"));
            broker.send(binary("invalid", "application/json", "{\"name\":\"" + name + "\",\"number\":-1}"));
            broker.send(binary("content-type", "application/xml", "<step/>"));
            publish(4001);

            assertThat(broker.counted(name, 1)).containsExactly(4001);
        }
        List<String> reasons = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            reasons.clear();
            pool.query("select error_message from baton_dead_letter order by id")
                    .executeAndAwait()
                    .forEach(row -> reasons.add(row.getString(0)));
            assertThat(reasons)
                    .anyMatch(reason -> reason.contains("is not a CloudEvent"))
                    .anyMatch(reason ->
                            reason.contains("the attribute team can't be read: it contains a control character"))
                    .anyMatch(reason -> reason.contains("the attribute team can't be read: it must be a string"))
                    .anyMatch(reason -> reason.contains("can't be read as counting.step.v1"))
                    .anyMatch(reason -> reason.contains("number must be greater than or equal to 0"))
                    .anyMatch(reason -> reason.contains("'application/xml', not JSON"))
                    .hasSizeGreaterThanOrEqualTo(9);
        });
    }

    private ProducerRecord<String, byte[]> structured(String event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>("counting.step.v1", name, event.getBytes(StandardCharsets.UTF_8));
        record.headers().add("content-type", "application/cloudevents+json".getBytes());
        return record;
    }

    private ProducerRecord<String, byte[]> binary(String id, String contentType, String data) {
        return Broker.binary(
                new ProducerRecord<>("counting.step.v1", name, data.getBytes(StandardCharsets.UTF_8)),
                id,
                source.toString(),
                contentType);
    }

    private Row awaitRow(String table) {
        return Tables.awaitRow(pool, "select * from " + table + " where key = $1", name);
    }

    /** Returns how many transactions entered events in the inbox. */
    private long transactions() {
        return Tables.number(pool, "select count(distinct xmin::text) from baton_inbox");
    }
}
