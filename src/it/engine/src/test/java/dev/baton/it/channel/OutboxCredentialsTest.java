package dev.baton.it.channel;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.EventRequester;
import dev.baton.NewEvent;
import dev.baton.embedded.Port;
import dev.baton.it.Tables;
import dev.baton.it.channel.Asking.Answered;
import dev.baton.it.channel.Asking.Asked;
import dev.baton.it.delivery.Broker;
import dev.baton.it.http.ServerCertificate;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A function that reads from one broker, while the outbox goes to another one, over TLS and with a password that is not
 * always right.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutboxCredentialsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String CHANNEL = "mp.messaging.outgoing.baton-outbox.";
    private static final String REPLIES = "mp.messaging.incoming.baton-replies.";
    private static final Path FILES = SecuredBroker.files("outbox-credentials");
    private static final int PORT = Port.free();

    /** The credentials of the application. */
    static volatile String password = "first";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setBeforeAllCustomizer(() -> new SecuredBroker(FILES, PORT).open("another"))
            .setAfterAllCustomizer(SecuredBroker::close)
            .withApplicationRoot(jar -> jar.addClasses(Asking.CLASSES)
                    .addClasses(Broker.class, SecuredBroker.class, ServerCertificate.class, Login.class))
            .overrideConfigKey(CHANNEL + "bootstrap.servers", "127.0.0.1:" + PORT)
            .overrideConfigKey(CHANNEL + "security.protocol", "SASL_SSL")
            .overrideConfigKey(CHANNEL + "sasl.mechanism", "PLAIN")
            .overrideConfigKey(CHANNEL + "tls-configuration-name", "broker")
            // Otherwise, a producer without its broker forgets its topics, and accepts no event until it is back.
            .overrideConfigKey(CHANNEL + "metadata.recovery.strategy", "none")
            .overrideConfigKey(REPLIES + "bootstrap.servers", "127.0.0.1:" + PORT)
            .overrideConfigKey(REPLIES + "security.protocol", "SASL_SSL")
            .overrideConfigKey(REPLIES + "sasl.mechanism", "PLAIN")
            .overrideConfigKey(REPLIES + "tls-configuration-name", "broker")
            .overrideConfigKey(
                    "quarkus.tls.broker.trust-store.pem.certs",
                    SecuredBroker.certificate(FILES).toString())
            .overrideConfigKey("baton.relay.poll-interval", "200ms");

    /** A customizer that provides the current password, as from a vault. */
    @Singleton
    static class Login implements ClientCustomizer<Map<String, Object>> {
        @Override
        public Map<String, Object> customize(String channel, Config config, Map<String, Object> settings) {
            if (channel.startsWith("baton-")) {
                settings.put("sasl.jaas.config", SecuredBroker.login(password));
            }
            return settings;
        }
    }

    @Inject
    EventPublisher publisher;

    @Inject
    EventRequester requester;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String functionsRead;

    @ConfigProperty(name = CHANNEL + "bootstrap.servers")
    String outbox;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Handler handler = new Warnings();
    private String key;

    @BeforeEach
    void begin() {
        key = UUID.randomUUID().toString();
        warnings.clear();
        Logger.getLogger("dev.baton.runtime").addHandler(handler);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("dev.baton.runtime").removeHandler(handler);
    }

    /** A producer whose first authentication failed never recovers: KAFKA-20237. */
    @Test
    @Order(1)
    void whatCouldNotBePublishedWithTheWrongPasswordIsPublishedInOrderOnceItIsRight() {
        publish(0, 50);
        await().atMost(PATIENCE).until(() -> warned("The producer of the outbox can't recover") >= 2);
        assertThat(waiting()).isEqualTo(50);

        SecuredBroker.stop();
        SecuredBroker.start(password);
        publish(50, 100);

        assertThat(arrived(100)).isEqualTo(numbers(100));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    @Test
    @Order(2)
    void aPasswordThatChangesIsTakenOverWithoutARestart() {
        publish(0, 10);
        assertThat(arrived(10)).isEqualTo(numbers(10));

        SecuredBroker.stop();
        publish(10, 60);
        await().atMost(PATIENCE).until(() -> warned("Events not confirmed by the broker") >= 1);
        SecuredBroker.start("second");
        await().atMost(PATIENCE).until(() -> ready().contains("Authentication failed"));
        password = "second";

        assertThat(arrived(60)).isEqualTo(numbers(60));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    @Test
    @Order(3)
    void theFunctionReadsFromItsBrokerAndItsFollowUpsAndDeadLettersBelongToTheOther() throws Exception {
        try (Broker plain = new Broker(functionsRead)) {
            byte[] data = "{\"name\":\"%s\",\"number\":7}".formatted(key).getBytes(StandardCharsets.UTF_8);
            plain.send(Broker.binary(
                    new ProducerRecord<>(Asking.ASKED, key, data), key, "/outbox-test", "application/json"));
        }

        assertThat(arrived(1)).containsExactly(7);
        assertThat(topics(Map.of("bootstrap.servers", functionsRead)))
                .contains(Asking.ASKED)
                .doesNotContain(Asking.ANSWERED, Asking.ASKED + ".dead-letter");
        assertThat(topics(client()))
                .contains(Asking.ANSWERED, Asking.ASKED + ".dead-letter")
                .doesNotContain(Asking.ASKED);
    }

    @Test
    @Order(4)
    void aReaderOfRepliesWhosePasswordIsRefusedIsReplaced() {
        SecuredBroker.stop();
        SecuredBroker.start("third");
        CompletableFuture<Answered> reply = requester
                .request(
                        NewEvent.of(new Asked(key, 1), key, URI.create("/outbox-test"), Instant.now()),
                        Answered.class,
                        PATIENCE)
                .subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(() -> warned("Replies can't be read at the moment") >= 1);

        password = "third";
        await().atMost(PATIENCE).until(() -> waiting() == 1);
        publisher
                .publish(NewEvent.of(new Answered(key, 2), key, URI.create("/outbox-test/reply"), Instant.now()))
                .await()
                .atMost(PATIENCE);

        assertThat(reply.join()).isEqualTo(new Answered(key, 2));
    }

    @Test
    @Order(5)
    void aTopicWhoseAuthorizationIsWithdrawnHoldsUpItsOwnEventsOnly() throws Exception {
        String other = "other." + key;
        long before = waiting();
        publish(0, 1);
        assertThat(arrived(1)).isEqualTo(numbers(1));
        List<AclBinding> withdrawn = List.of(
                rule("User:*", AclOperation.ALL, AclPermissionType.ALLOW),
                rule("User:" + SecuredBroker.USER, AclOperation.WRITE, AclPermissionType.DENY));
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(other, 1, (short) 1))).all().get();
            admin.createAcls(withdrawn).all().get();
            publish(1, 20);
            await().atMost(PATIENCE).until(() -> ready().contains("TopicAuthorizationException"));

            store(other);
            await().atMost(PATIENCE).until(() -> waiting() == before + 19);
            admin.deleteAcls(withdrawn.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
        }

        await().atMost(PATIENCE).until(() -> waiting() == before);
        assertThat(arrived(20)).isEqualTo(numbers(20));
    }

    private static AclBinding rule(String who, AclOperation what, AclPermissionType allowed) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, Asking.ANSWERED, PatternType.LITERAL),
                new AccessControlEntry(who, "*", what, allowed));
    }

    private void store(String topic) {
        pool.preparedQuery("""
                        insert into baton_outbox (slot, type, key, attributes, data)
                        values (1, $1, 'key', json_build_object('specversion', '1.0', 'id', $1, 'source', '/', 'type', $1)::text, '{}')""").executeAndAwait(Tuple.of(topic));
    }

    private long warned(String beginning) {
        return warnings.stream().filter(line -> line.startsWith(beginning)).count();
    }

    /** Returns what the readiness check says. */
    private static String ready() {
        return get("/q/health/ready").asString();
    }

    private static Iterable<String> topics(Map<String, Object> client) throws Exception {
        try (Admin admin = Admin.create(client)) {
            return admin.listTopics().names().get();
        }
    }

    private void publish(int from, int to) {
        IntStream.range(from, to).forEach(i -> publisher
                .publish(NewEvent.of(new Answered(key, i), key + "-" + i, URI.create("/outbox-test"), Instant.now()))
                .await()
                .atMost(PATIENCE));
    }

    /** The event with which a topic is tried may be there twice. */
    private List<Object> arrived(int count) {
        try (Broker secured = new Broker(client())) {
            return secured.readDistinct(Asking.ANSWERED, key, count).stream()
                    .map(event -> event.get("number"))
                    .toList();
        }
    }

    private Map<String, Object> client() {
        return SecuredBroker.client(outbox, FILES, password);
    }

    private static List<Object> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> (Object) i).toList();
    }

    private long waiting() {
        return Tables.number(pool, "select count(*) from baton_outbox");
    }

    private final class Warnings extends Handler {
        @Override
        public void publish(LogRecord record) {
            warnings.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
