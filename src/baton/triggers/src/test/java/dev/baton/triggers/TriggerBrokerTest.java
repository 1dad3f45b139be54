package dev.baton.triggers;

import static dev.baton.triggers.Scene.delivery;
import static dev.baton.triggers.Scene.trigger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.triggers.Subscriber.Received;
import dev.baton.triggers.delivery.DeliverySpec;
import dev.baton.triggers.error.TriggersException;
import dev.baton.triggers.filter.Filter;
import dev.baton.triggers.manifest.Trigger;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TriggerBrokerTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Scene scene = new Scene();

    @AfterEach
    void end() throws Exception {
        scene.close();
    }

    @Test
    void anEventGoesToEveryTriggerThatWantsItAndToNoOther() {
        Subscriber one = scene.add(Subscriber.answering(202));
        Subscriber two = scene.add(Subscriber.answering(202));
        Producer producer = scene.start(
                trigger("a", one.url()),
                new Trigger("all", new Filter.Everything(), two.url(), DeliverySpec.NONE, false),
                trigger("b", one.url()));

        producer.send("a", "1");
        producer.send("c", "2");
        producer.send("b", "3");

        await().atMost(LONG).untilAsserted(() -> {
            assertThat(one.ids()).containsExactlyInAnyOrder("1", "3");
            assertThat(two.ids()).containsExactlyInAnyOrder("1", "2", "3");
        });
    }

    /** With the Trigger's annotation and class Kafka: the partition waits, whatever the key. */
    @Test
    void anEventHoldsAllLaterOnesOfItsPartitionAndNoOthers() {
        String same = key(partition("held"), "held");
        String other = IntStream.range(0, 4)
                .filter(partition -> partition != partition("held"))
                .mapToObj(partition -> key(partition, ""))
                .findFirst()
                .orElseThrow();
        BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
        Subscriber slow = scene.add(Subscriber.answering((received, request) -> {
            if (received.id().equals("1")) {
                held.add(request);
            } else {
                request.response().setStatusCode(202).end();
            }
        }));
        Producer producer = scene.start(trigger("a", slow.url()));
        producer.send("a", "1", "ce-partitionkey", "held");
        producer.send("a", "2", "ce-partitionkey", same);
        producer.send("a", "3", "ce-partitionkey", other);

        await().atMost(LONG).untilAsserted(() -> assertThat(slow.ids()).containsExactlyInAnyOrder("1", "3"));
        held.remove().response().setStatusCode(202).end();
        await().atMost(LONG).untilAsserted(() -> assertThat(slow.ids()).containsExactlyInAnyOrder("1", "3", "2"));
    }

    /** Without the annotation, and with class MTChannelBasedBroker. */
    @Test
    void withoutOrderALaterEventOfTheKeyOvertakesOneThatIsHeld() {
        Subscriber slow = scene.add(Subscriber.answering((received, request) -> {
            if (!received.id().equals("1")) {
                request.response().setStatusCode(202).end();
            }
        }));
        Producer producer =
                scene.start(new Trigger("all", new Filter.Everything(), slow.url(), DeliverySpec.NONE, false));
        producer.send("a", "1", "ce-partitionkey", "k");
        await().atMost(LONG).untilAsserted(() -> assertThat(slow.ids()).containsExactly("1"));

        producer.send("a", "2", "ce-partitionkey", "k");

        await().atMost(LONG).untilAsserted(() -> assertThat(slow.ids()).containsExactly("1", "2"));
    }

    /** Returns a key of this partition that is another than the given one. */
    private static String key(int partition, String than) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "key-" + i)
                .filter(key -> !key.equals(than) && partition(key) == partition)
                .findFirst()
                .orElseThrow();
    }

    private static int partition(String key) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), 4);
    }

    @Test
    void aFailingEventHoldsItsKeyUntilItIsDelivered() {
        Subscriber failing = scene.add(Subscriber.answering(503, 503, 503));
        Producer producer = scene.start(trigger("a", failing.url(), delivery(5, null)));
        producer.send("a", "1", "ce-partitionkey", "k");
        producer.send("a", "2", "ce-partitionkey", "k");

        await().atMost(LONG).untilAsserted(() -> assertThat(failing.ids()).containsExactly("1", "1", "1", "1", "2"));
    }

    @Test
    void aReplyIsFedBackWithTheTraceOfItsEvent() {
        Subscriber replying =
                scene.add(Subscriber.answering((received, request) -> Subscriber.reply(request, 200, "b", "reply")));
        Subscriber next = scene.add(Subscriber.answering(202));
        Producer producer = scene.start(trigger("a", replying.url()), trigger("b", next.url()));
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        producer.send("a", "1", "ce-traceparent", trace);

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(next.received()).singleElement().satisfies(reply -> {
                    assertThat(reply.id()).isEqualTo("reply");
                    assertThat(reply.headers()).containsEntry("ce-traceparent", trace);
                    assertThat(reply.headers()).doesNotContainKey("ce-knativebrokerttl");
                }));
    }

    @Test
    void repliesDoNotGoRoundForEver() {
        Subscriber echo = scene.add(
                Subscriber.answering((received, request) -> Subscriber.reply(request, 200, "a", received.id() + "x")));
        Subscriber letters = scene.add(Subscriber.answering(202));
        Producer producer = scene.start(trigger("a", echo.url(), delivery(0, letters.url())));

        producer.send("a", "1", "ce-knativebrokerttl", "4");

        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(letters.received()).singleElement().satisfies(letter -> {
                            assertThat(letter.id()).isEqualTo("1xx");
                            assertThat(letter.headers()).containsEntry("ce-knativeerrorcode", "400");
                        }));
        assertThat(echo.ids()).containsExactly("1", "1x", "1xx");
    }

    @Test
    void anEventThatIsGivenUpOnIsADeadLetterThatSaysWhy() {
        Subscriber refusing = scene.add(Subscriber.answering(
                (received, request) -> request.response().setStatusCode(422).end("no room")));
        Subscriber letters = scene.add(Subscriber.answering(202));
        Producer producer = scene.start(trigger("a", refusing.url(), delivery(3, letters.url())));

        producer.send("a", "1", "ce-own", "kept");

        await().atMost(LONG).untilAsserted(() -> assertThat(letters.received())
                .singleElement()
                .satisfies(isLetter("1", refusing.url(), "422", "bm8gcm9vbQ==")));
        assertThat(letters.received().get(0).headers())
                .containsEntry("ce-own", "kept")
                .doesNotContainKey("prefer");
        assertThat(letters.received().get(0).body()).isEqualTo("{}");
        assertThat(refusing.ids()).containsExactly("1");
    }

    @Test
    void aSubscriberThatCantBeReachedIsTriedAgainAndThenADeadLetterOf500() {
        URI nobody = URI.create("http://127.0.0.1:1/");
        Subscriber letters = scene.add(Subscriber.answering(202));
        Producer producer = scene.start(trigger("a", nobody, delivery(2, letters.url())));

        producer.send("a", "1");

        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(letters.received()).singleElement().satisfies(letter -> {
                            assertThat(letter.headers()).containsEntry("ce-knativeerrordest", nobody.toString());
                            assertThat(letter.headers()).containsEntry("ce-knativeerrorcode", "500");
                        }));
    }

    @Test
    void aSubscriberThatDoesNotAnswerInTimeIsTriedAgain() {
        Subscriber silent = scene.add(Subscriber.answering((received, request) -> {}));
        Subscriber letters = scene.add(Subscriber.answering(202));
        DeliverySpec impatient = new DeliverySpec(
                1,
                delivery(0, null).backoff(),
                Duration.ofMillis(200),
                Optional.empty(),
                Optional.of(letters.url()),
                false);
        Producer producer = scene.start(trigger("a", silent.url(), impatient));

        producer.send("a", "1");

        await().atMost(LONG).untilAsserted(() -> assertThat(letters.received())
                .singleElement()
                .satisfies(letter -> assertThat(letter.headers()).containsEntry("ce-knativeerrorcode", "500")));
        assertThat(silent.ids()).containsExactly("1", "1");
    }

    @Test
    void aDeadLetterSinkIsTriedAgainToo() {
        Subscriber refusing = scene.add(Subscriber.answering(400));
        Subscriber letters = scene.add(Subscriber.answering(500, 429));
        Producer producer = scene.start(trigger("a", refusing.url(), delivery(2, letters.url())));

        producer.send("a", "1", "ce-partitionkey", "k");

        await().atMost(LONG).untilAsserted(() -> assertThat(letters.ids()).containsExactly("1", "1", "1"));
    }

    @Test
    void withoutASinkOrWithABrokenOneLaterEventsOfTheKeyGoOn() {
        Subscriber refusing = scene.add(Subscriber.answering(400, 400));
        Subscriber brokenSink = scene.add(Subscriber.answering(400));
        Producer producer =
                scene.start(trigger("a", refusing.url(), delivery(2, brokenSink.url())), trigger("b", refusing.url()));

        producer.send("a", "1", "ce-partitionkey", "k");
        await().atMost(LONG).untilAsserted(() -> assertThat(brokenSink.ids()).containsExactly("1"));
        producer.send("b", "2", "ce-partitionkey", "k");
        producer.send("a", "3", "ce-partitionkey", "k");
        producer.send("b", "4", "ce-partitionkey", "k");

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(refusing.ids()).contains("1", "2", "3", "4").hasSize(4));
    }

    @Test
    void whatWasNotDeliveredIsDeliveredAfterARestart() {
        Subscriber down = scene.add(Subscriber.answering((received, request) -> {}));
        Subscriber up = scene.add(Subscriber.answering(202));
        Producer producer = scene.start(trigger("a", down.url()), trigger("done", up.url()));
        producer.send("done", "0");
        for (int i = 1; i <= 20; i++) {
            producer.send("a", String.valueOf(i), "ce-partitionkey", "k" + i % 3);
        }
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(down.received()).isNotEmpty();
            assertThat(up.ids()).containsExactly("0");
        });

        scene.stop();
        Producer again = scene.start(trigger("a", up.url()), trigger("done", up.url()));
        again.send("a", "21", "ce-partitionkey", "k0");

        await().atMost(LONG).untilAsserted(() -> assertThat(up.ids())
                .containsOnlyOnceElementsOf(
                        IntStream.rangeClosed(0, 21).mapToObj(String::valueOf).toList()));
        assertThat(up.received().stream()
                        .filter(each -> "k0".equals(each.headers().get("ce-partitionkey")))
                        .map(Received::id))
                .containsExactly("3", "6", "9", "12", "15", "18", "21");
    }

    @Test
    void aNewTriggerSeesWhatComesAfterIt() {
        Subscriber old = scene.add(Subscriber.answering(202));
        Subscriber fresh = scene.add(Subscriber.answering(202));
        Trigger everything = new Trigger("fresh", new Filter.Everything(), fresh.url(), DeliverySpec.NONE, false);
        scene.start(trigger("a", old.url())).send("a", "1", "ce-partitionkey", "k");
        await().atMost(LONG).untilAsserted(() -> assertThat(old.ids()).containsExactly("1"));

        scene.stop();
        scene.start(trigger("a", old.url()), everything).send("a", "2", "ce-partitionkey", "k");

        await().atMost(LONG).untilAsserted(() -> {
            assertThat(fresh.ids()).containsExactly("2");
            assertThat(old.ids()).containsExactly("1", "2");
        });
    }

    @Test
    void aPortThatIsTakenIsSaidAtStart() {
        scene.start();
        TriggerBroker.Settings settings = EmbeddedKafka.settings();
        TriggerBroker.Settings taken = new TriggerBroker.Settings(
                settings.bootstrapServers(),
                settings.topic(),
                scene.broker().port(),
                1,
                settings.limits(),
                settings.clock());

        assertThatThrownBy(() -> TriggerBroker.start(taken, List.of()))
                .isInstanceOf(TriggersException.class)
                .hasMessageContaining("can't start");
    }

    private static ThrowingConsumer<Received> isLetter(String id, URI destination, String code, String data) {
        return letter -> {
            assertThat(letter.id()).isEqualTo(id);
            assertThat(letter.headers())
                    .containsEntry("ce-knativeerrordest", destination.toString())
                    .containsEntry("ce-knativeerrorcode", code)
                    .containsEntry("ce-knativeerrordata", data);
        };
    }

    private static List<String> with(Subscriber subscriber, String prefix) {
        return subscriber.ids().stream().filter(id -> id.startsWith(prefix)).toList();
    }
}
