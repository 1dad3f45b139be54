package dev.baton.it.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import dev.baton.it.versions.Table.Kept;
import io.quarkus.test.QuarkusProdModeTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Processes of an application before and after it learned of a newer version, which run at the same time: one consumer
 * group, one broker, one database. Nothing is lost, nothing takes effect twice, and each key stays in order.
 */
class RollingUpgradeTest {

    private static final Path TARGET = Path.of("target/rolling-upgrade").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int PIECES = 12;
    private static final int MOVES = 30;
    private static final int LARGE_EVENTS = 100;
    private static final int LARGE = 950_000;

    private static final String ATTRIBUTES = """
            json_build_object('specversion', '1.0', 'id', piece, 'source', '/players', 'type', 'game.moved.v1',
                              'partitionkey', piece, 'datacontenttype', 'application/json')::text""";
    private static final String LARGE_DATA = """
            convert_to('{"piece":"' || piece || '","number":0' || repeat(' ', %d) || '}', 'UTF8')""".formatted(LARGE);

    @RegisterExtension
    static final QuarkusProdModeTest OLD = GameProcess.application(TARGET, "old-game", "game", OldGame.CLASSES);

    @RegisterExtension
    static final QuarkusProdModeTest NEW = GameProcess.application(TARGET, "new-game", "game", NewGame.CLASSES);

    private static EmbeddedBroker broker;
    private static EmbeddedDatabase database;
    private static GameTopics topics;
    private static Table table;

    @BeforeAll
    static void start() throws Exception {
        broker = new EmbeddedBroker().start();
        database = MigratedDatabase.start();
        topics = new GameTopics(broker.bootstrapServers());
        table = new Table(database);
        table.execute(Moves.CREATE_TABLE);
    }

    @AfterAll
    static void stop() throws Exception {
        topics.close();
        table.close();
        broker.close();
        database.close();
    }

    @BeforeEach
    void clear() throws Exception {
        table.execute("delete from moves_move");
    }

    @Test
    void anOldAndThenANewSenderBesideOldAndNewReceivers() throws Exception {
        try (GameProcess before = old("before");
                GameProcess after = upgraded("after")) {
            awaitWorking(before, after);

            play("game.old-player.v1");

            assertEachOnceInOrder();
            assertThat(table.moves()).extracting(Kept::sentAs).containsOnly("game.moved.v1");
            assertThat(table.moves()).extracting(Kept::note).containsOnly("");
            assertThat(table.moves()).extracting(Kept::handledBy).contains("before", "after");

            clear();
            play("game.new-player.v1");

            assertEachOnceInOrder();
            assertThat(table.moves()).allSatisfy(move -> {
                boolean hasNote = move.number() % 3 != 0;
                assertThat(move.note()).isEqualTo(hasNote ? "note " + move.number() : "");
                assertThat(move.sentAs()).isEqualTo(hasNote ? "game.moved.v2" : "game.moved.v1");
            });
            assertThat(table.moves())
                    .filteredOn(move -> move.sentAs().equals("game.moved.v2"))
                    .extracting(Kept::handledBy)
                    .containsOnly("after");
            assertThat(before.log())
                    .contains("A newer version than this process knows")
                    .doesNotContain("dead letter");
        }
    }

    @Test
    void whatOnlyAnOldProcessSawWaitsForTheNewOneThatTakesOver() throws Exception {
        GameProcess before = old("before");
        try {
            awaitWorking(before);
            sendBothVersions();
            await().atMost(PATIENCE).until(() -> table.count("baton_retry") == PIECES * (MOVES - 1));
            assertThat(table.moves()).hasSize(PIECES).extracting(Kept::number).containsOnly(0);
        } finally {
            before.kill();
        }
        try (GameProcess after = upgraded("after")) {
            assertEachOnceInOrder();
            assertThat(table.moves()).extracting(Kept::handledBy).contains("before", "after");
        }
    }

    /** Java 24 and later warn otherwise when the first compressed record arrives. */
    @Test
    void codecsMayLoadTheirNativeLibraries() throws Exception {
        try (JarFile jar =
                new JarFile(TARGET.resolve("old-game/quarkus-run.jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
                    .isEqualTo("ALL-UNNAMED");
        }
    }

    /** The process has a heap of 256 MB. Compressed, all the records together have less than 1 MB. */
    @Test
    void recordsThatUnpackToMoreThanTheHeapHoldUpNobody() throws Exception {
        topics.sendCompressed("game.moved.v1", "piece-0", 200_000_000, 1);
        topics.sendCompressed("game.moved.v1", "piece-1", 9_000_000, 30);
        try (GameProcess small = old("small")) {
            awaitWorking(small);
            topics.send("game.moved.v1", "game.moved.v1", "piece-0", "{\"piece\":\"piece-0\",\"number\":7}");
            topics.send("game.moved.v1", "game.moved.v1", "piece-1", "{\"piece\":\"piece-1\",\"number\":7}");

            await().atMost(PATIENCE).until(() -> {
                small.checkAlive();
                return table.count("moves_move") == 32;
            });
            assertThat(table.texts("select origin || ' ' || error_message from baton_dead_letter"))
                    .singleElement()
                    .asString()
                    .contains("game.moved.v1-", "has 200000", "more than baton.kafka.max-record-size");
            assertThat(small.log()).doesNotContain("OutOfMemoryError").doesNotContain("Name conflict");
        } finally {
            table.execute("delete from baton_dead_letter");
        }
    }

    /** Of each kind, more events wait than fit into the heap, and each is almost as large as Kafka allows. */
    @Test
    void aProcessWithLittleMemoryWorksThroughLargeEventsInTopicOutboxAndRetryTable() throws Exception {
        try (GameProcess first = old("first")) {
            awaitWorking(first);
        }
        topics.sendLarge("game.moved.v1", pieces("topic", LARGE_EVENTS), LARGE, "none");
        table.execute("""
                insert into baton_outbox (slot, type, key, attributes, data)
                select n %% 64, 'game.moved.v1', piece, %s, %s
                from (select n, 'outbox-' || n as piece from generate_series(1, %d) as n) as pieces
                """.formatted(ATTRIBUTES, LARGE_DATA, LARGE_EVENTS));
        table.execute("""
                insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at)
                select 'game', 'keep-move', piece, '/players', piece, %s, %s, 'test', 1, now()
                from (select 'retry-' || n as piece from generate_series(1, %d) as n) as pieces
                """.formatted(ATTRIBUTES, LARGE_DATA, LARGE_EVENTS));
        try (GameProcess small =
                new GameProcess("little-memory", TARGET.resolve("old-game"), "96m", broker, database)) {
            await().atMost(PATIENCE).until(() -> {
                small.checkAlive();
                return table.count("moves_move") == 3 * LARGE_EVENTS;
            });
            assertThat(small.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private static List<String> pieces(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    @Test
    void aPausedProcessLosesWhatItHoldsAndChangesNothingWhenItGoesOn() throws Exception {
        try (GameProcess paused = upgraded("paused", "baton.database.idle-timeout=2s");
                GameProcess other = upgraded("other", "baton.database.idle-timeout=2s")) {
            awaitWorking(paused, other);
            try (Table blocking = new Table(database)) {
                blocking.execute("begin");
                blocking.execute("lock table moves_move in share mode");
                play("game.new-player.v1");
                await("both processes are within deliveries")
                        .atMost(PATIENCE)
                        .until(() ->
                                table.count("pg_locks where not granted and relation = 'moves_move'::regclass") >= 2);
                paused.pause();
                blocking.execute("commit");
            }
            try {
                assertEachOnceInOrder();
                assertThat(table.moves()).extracting(Kept::handledBy).containsOnly("other");
            } finally {
                paused.resume();
            }
            awaitWorking(paused, other);
            assertEachOnceInOrder();
        }
    }

    private static GameProcess old(String name) throws Exception {
        return new GameProcess(name, TARGET.resolve("old-game"), broker, database);
    }

    private static GameProcess upgraded(String name, String... settings) throws Exception {
        return new GameProcess(name, TARGET.resolve("new-game"), broker, database, settings);
    }

    /** Waits until each process has its share of the partitions. */
    private static void awaitWorking(GameProcess... processes) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> {
                    Stream.of(processes).forEach(GameProcess::checkAlive);
                    return topics.working("game.keep-move") == processes.length;
                });
    }

    /** Lets a sender make all moves of all pieces. */
    private static void play(String type) {
        for (int piece = 0; piece < PIECES; piece++) {
            topics.send(type, type, "piece-" + piece, """
                    {"piece":"piece-%d","from":0,"to":%d}""".formatted(piece, MOVES));
        }
    }

    /** A sender that is not one of our processes. */
    private static void sendBothVersions() {
        for (int number = 0; number < MOVES; number++) {
            for (int piece = 0; piece < PIECES; piece++) {
                String version = number % 3 == 0 ? "v1" : "v2";
                topics.send("game.moved.v1", "game.moved." + version, "piece-" + piece, """
                        {"piece":"piece-%d","number":%d,"note":"note %d"}""".formatted(
                                piece, number, number));
            }
        }
    }

    private static void assertEachOnceInOrder() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> table.count("moves_move") >= PIECES * MOVES
                        && table.count("baton_retry") == 0
                        && table.count("baton_outbox") == 0);
        List<Integer> all = IntStream.range(0, MOVES).boxed().toList();
        for (int piece = 0; piece < PIECES; piece++) {
            String name = "piece-" + piece;
            assertThat(table.moves())
                    .filteredOn(move -> move.piece().equals(name))
                    .extracting(Kept::number)
                    .as(name)
                    .isEqualTo(all);
        }
        assertThat(table.count("baton_dead_letter")).isZero();
        assertThat(topics.names()).contains("game.moved.v1").doesNotContain("game.moved.v2");
    }
}
