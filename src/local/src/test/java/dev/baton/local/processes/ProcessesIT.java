package dev.baton.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.chat.replay.ReplayCommand;
import dev.baton.local.conversation.ChatUser;
import dev.baton.local.conversation.Conversation;
import dev.baton.local.conversation.Events;
import dev.baton.local.conversation.LiveRoom;
import dev.baton.manifests.observability.Metrics;
import dev.baton.manifests.observability.Observability;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the conversation against eight separate processes, and checks its result after they are killed. */
class ProcessesIT extends Conversation {
    private static final EightProcesses PLATFORM = new EightProcesses();

    @TempDir
    Path folder;

    private final StringWriter output = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        PLATFORM.start();
    }

    @AfterAll
    static void stop() throws Exception {
        PLATFORM.close();
    }

    @Override
    protected URI platform() {
        return PLATFORM.address();
    }

    /** The others appear with the first failure: StuckTopicTest, HttpSinkTest and RelayIT provoke one. */
    @Test
    void theProcessesExposeWhatAlertsAndDashboardShow() throws Exception {
        Set<String> shown = new TreeSet<>();
        for (String file : List.of(Observability.ALERTS, Observability.DASHBOARD)) {
            shown.addAll(Metrics.seriesIn(
                    Files.readString(Path.of("../../deployment/observability").resolve(file))));
        }
        shown.removeAll(Set.of("baton_relay_stuck", "baton_retry_unattended"));
        Set<String> exposed = new TreeSet<>();

        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            for (ServiceProcess service : PLATFORM.services()) {
                exposed.addAll(Metrics.seriesIn(
                        service.manage("/q/metrics").orElseThrow().body()));
            }
            assertThat(exposed).containsAll(shown);
        });
    }

    @Test
    void aDayAtFullSpeedLeavesEveryFollowUpOnce() throws Exception {
        SyntheticLog log = new SyntheticLog(1900, 180, 3, 1);

        assertThat(replay(log, "full-speed").get(5, TimeUnit.MINUTES))
                .as(output::toString)
                .isZero();

        new Catalogue(PLATFORM, "full-speed").check(Catalogue.Posted.of(log));
    }

    @Test
    void whicheverProcessIsKilledTheResultIsTheSame() throws Exception {
        Catalogue catalogue = new Catalogue(PLATFORM, "kills");
        Catalogue.Posted posted = new Catalogue.Posted(0, 0, 0);
        for (ServiceProcess service : victims()) {
            // 50 messages per second.
            SyntheticLog log = new SyntheticLog(200, 30, 50, posted.messages());
            CompletableFuture<Integer> replay = replay(log, "kills", "--speed-up", "60", "--timeout", "120");
            awaitMessages(catalogue, posted.messages() + 50, replay);

            service.kill();
            service.start();

            assertThat(replay.get(5, TimeUnit.MINUTES)).as(output::toString).isZero();
            service.awaitReady();
            posted = posted.plus(Catalogue.Posted.of(log));
        }

        catalogue.check(posted);
    }

    @Test
    void theSameEventTenTimesOnTheTopicAndByHttpTakesEffectOnce() throws Exception {
        ChatUser bot = ChatUser.signIn(platform(), "bot", "producer");
        bot.createRoom("ten-times", List.of());
        ObjectNode event = Events.posted("ten-times", "bot", UUID.randomUUID().toString(), "again and again");

        publish(event, 10);
        for (int i = 0; i < 10; i++) {
            assertThat(bot.publish(event).status()).isEqualTo(202);
        }

        Catalogue catalogue = new Catalogue(PLATFORM, "ten-times");
        catalogue.check(new Catalogue.Posted(1, 0, 0));
        assertThat(bot.history("ten-times"))
                .extracting(message -> message.path("text").asText())
                .containsExactly("again and again");
    }

    @Test
    void aGatewayThatStopsSendsItsClientsElsewhereWithoutLoss() throws Exception {
        ServiceProcess stopping = PLATFORM.startGateway("gateway-2");
        ChatUser here = ChatUser.signIn(stopping.address(), "ada");
        ChatUser elsewhere = ChatUser.signIn(platform(), "ada");
        here.createRoom("moving", List.of());
        LiveRoom before = here.join("moving", 0);
        List<String> posted = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            posted.add(UUID.randomUUID().toString());
            before.post(posted.get(i), "message " + i);
        }
        before.await("message", 1);

        stopping.terminate();

        assertThat(before.awaitCloseCode()).isEqualTo(1001);
        assertThat(before.soFar("accepted")).hasSameSizeAs(posted);
        posted.add(UUID.randomUUID().toString());
        elsewhere.post("moving", posted.get(300), "message 300");
        assertThat(stopping.awaitEnd(Duration.ofSeconds(30))).isEqualTo(143);
        List<JsonNode> seen = new ArrayList<>(before.soFar("message"));
        long last = seen.get(seen.size() - 1).path("seq").asLong();
        try (LiveRoom after = elsewhere.join("moving", last)) {
            seen.addAll(after.await("message", posted.size() - seen.size()));
        }
        assertThat(seen)
                .extracting(message -> message.path("messageId").asText())
                .containsExactlyElementsOf(posted);
    }

    /** Returns the processes named by {@code -Dbaton.kills=log-message,gateway}; without the property, all of them. */
    private static List<ServiceProcess> victims() {
        List<String> names = List.of(System.getProperty("baton.kills", "").split(","));
        List<ServiceProcess> victims = PLATFORM.services().stream()
                .filter(service -> names.equals(List.of("")) || names.contains(service.name()))
                .toList();
        assertThat(victims).as("processes named %s", names).isNotEmpty();
        return victims;
    }

    private CompletableFuture<Integer> replay(SyntheticLog log, String room, String... options) throws Exception {
        List<String> arguments = new ArrayList<>();
        arguments.add(log.write(folder.resolve(room + ".txt")).toString());
        arguments.addAll(List.of("--room", room, "--url", platform().toString()));
        arguments.addAll(Arrays.asList(options));
        PrintWriter writer = new PrintWriter(output, true);
        return CompletableFuture.supplyAsync(() ->
                ReplayCommand.commandLine().setOut(writer).setErr(writer).execute(arguments.toArray(String[]::new)));
    }

    private void awaitMessages(Catalogue catalogue, int count, CompletableFuture<Integer> replay) {
        Awaitility.await(count + " messages")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    assertThat(replay.isDone()).as(output::toString).isFalse();
                    return catalogue.count("select count(*) from chat_message where room = ?") >= count;
                });
    }

    private static void publish(ObjectNode event, int times) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", PLATFORM.broker.bootstrapServers());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < times; i++) {
                ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                        event.path("type").asText(),
                        event.path("partitionkey").asText(),
                        event.toString().getBytes(StandardCharsets.UTF_8));
                record.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
                producer.send(record).get(30, TimeUnit.SECONDS);
            }
        }
    }
}
