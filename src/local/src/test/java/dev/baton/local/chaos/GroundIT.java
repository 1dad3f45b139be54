package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.embedded.DatabaseBackup;
import dev.baton.local.processes.ServiceProcess;
import dev.baton.proof.history.Anomaly.Kind;
import dev.baton.proof.history.Sent.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Operations that change the ground under the platform: partitions are added to its topics, and its database is restored
 * from a backup. docs/operations.md describes what is tested here.
 */
@TestMethodOrder(OrderAnnotation.class)
class GroundIT {
    private static final int ROOMS = 4;
    private static final int LOST = 5;

    @TempDir
    static Path folder;

    private static SmallPlatform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = new SmallPlatform("ground", folder.resolve("broker"))
                // How soon producers and consumers notice a new partition.
                .set("KAFKA_METADATA_MAX_AGE_MS", "1000")
                .start(2, UnaryOperator.identity());
    }

    @AfterAll
    static void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
    }

    /** What was accepted after the backup is in the topics, from where it takes effect again, with the same ids. */
    @Test
    @Order(1)
    void afterARestoreTheTopicsGiveBackWhatCameAfterTheBackup() throws Exception {
        List<Sender> senders = platform.senders("restored", ROOMS);
        DatabaseBackup backup;
        try (Load load = new Load(senders).start()) {
            awaitMore(100);
            backup = DatabaseBackup.take(platform.backends.database, folder.resolve("backup"));
            awaitMore(100);
            load.finish();
        }
        platform.drain();
        Sender sender = senders.get(0); // one that posts through the gateway
        List<Message> lost = acceptWhileTheBrokerIsAway(sender);

        platform.kill();
        backup.restore();
        platform.backends.broker.start();
        platform.groups.forget(Set.of("log-message", "analyze-message"));
        platform.startAgain();
        platform.drain();

        assertThat(lost).noneMatch(message -> platform.tables().historyHas(message.id()));
        for (Message message : lost) {
            send(sender, message, Answer.ACCEPTED);
            sender.accept(message);
        }
        platform.checkDrained().afterEventsWereHandledAnew().check();
    }

    /** Only events that were committed and not yet published when the database went away are lost by a restore. */
    private static List<Message> acceptWhileTheBrokerIsAway(Sender sender) throws Exception {
        platform.backends.broker.kill();
        List<Message> accepted = new ArrayList<>();
        for (int i = 0; i < LOST; i++) {
            Message message = sender.next("nobody will know " + i);
            send(sender, message, Answer.UNKNOWN); // the restore takes its acceptance back
            accepted.add(message);
        }
        return accepted;
    }

    private static void send(Sender sender, Message message, Answer recorded) throws Exception {
        long invoked = System.nanoTime();
        assertThat(sender.send(message)).isTrue();
        sender.attempted(message, invoked, System.nanoTime(), recorded);
    }

    /** Each key stays in order when nothing waits in the topics, and nobody writes to them, while partitions are added. */
    @Test
    @Order(2)
    void partitionsAreAddedInOrderWhileNothingIsUnderWay() throws Exception {
        List<Sender> senders = platform.senders("paused", ROOMS);
        try (Load load = new Load(senders).start()) {
            awaitMore(50);
            load.finish();
        }
        platform.drain();
        for (ServiceProcess service : platform.services()) {
            service.close();
        }

        int before = platform.topics.partitions();
        platform.groups.addPartitions(platform.ledger.topics(), 4);

        platform.startAgain();
        platform.topics.awaitPartitions(before + 4);
        try (Load load = new Load(senders).start()) {
            awaitMore(50);
            load.finish();
        }
        platform.checkDrained()
                .afterEventsWereHandledAnew()
                .afterPartitionsWereAdded()
                .check();
    }

    /** Under load, nothing is lost or twice, but events of a key that moves may overtake those in its old partition. */
    @Test
    @Order(3)
    void partitionsAreAddedUnderLoad() throws Exception {
        List<Sender> senders = platform.senders("moving", ROOMS * 2);
        try (Load load = new Load(senders).start()) {
            awaitMore(50);
            platform.groups.addPartitions(platform.ledger.topics(), 5);
            awaitMore(300);
            load.finish();
        }
        platform.checkDrained()
                .afterEventsWereHandledAnew()
                .afterPartitionsWereAdded()
                .tolerating(Kind.OUT_OF_ORDER)
                .check();
    }

    private static void awaitMore(int messages) {
        long before = platform.tables().count("chat_message");
        Awaitility.await("messages flow")
                .atMost(Duration.ofSeconds(120))
                .until(() -> platform.tables().count("chat_message") > before + messages);
    }
}
