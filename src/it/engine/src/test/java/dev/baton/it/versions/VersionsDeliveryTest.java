package dev.baton.it.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.BatonException;
import dev.baton.EventCatalog;
import dev.baton.EventPublisher;
import dev.baton.EventRequester;
import dev.baton.NewEvent;
import dev.baton.it.delivery.Broker;
import dev.baton.testkit.FunctionTestkit;
import io.cloudevents.CloudEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VersionsDeliveryTest {

    private static final String TOPIC = "game.moved.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(NewGame.CLASSES).addClasses(GameTopics.class, Broker.class));

    @Inject
    EventPublisher publisher;

    @Inject
    EventRequester requester;

    @Inject
    EventCatalog catalog;

    @Inject
    FunctionTestkit testkit;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private String piece;
    private GameTopics topics;

    @BeforeEach
    void open() {
        piece = UUID.randomUUID().toString();
        pool.query(Moves.CREATE_TABLE).executeAndAwait();
        topics = new GameTopics(bootstrapServers);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void bothVersionsOnOneTopicAreHandledInOrderWithTheSameResult() throws Exception {
        List<Uni<Void>> published = IntStream.range(0, 200)
                .mapToObj(number ->
                        number % 2 == 0 ? new NewGame.MovedV1(piece, number) : new NewGame.Moved(piece, number, ""))
                .map(event -> publisher.publish(
                        NewEvent.of(event, UUID.randomUUID().toString(), URI.create("/test"), Instant.now())))
                .toList();
        Uni.join().all(published).andFailFast().await().atMost(Duration.ofSeconds(20));

        List<Row> moves = awaitMoves(200);
        assertThat(moves)
                .extracting(row -> row.getInteger("number"))
                .isEqualTo(IntStream.range(0, 200).boxed().toList());
        assertThat(moves).extracting(row -> row.getString("note")).containsOnly("");
        assertThat(moves)
                .extracting(row -> row.getString("sent_as"))
                .startsWith("game.moved.v1", "game.moved.v2", "game.moved.v1", "game.moved.v2");
        assertThat(topics.names()).contains(TOPIC, TOPIC + ".dead-letter").doesNotContain("game.moved.v2");
    }

    @Test
    void theCatalogueReadsTheNewestVersion() {
        CloudEvent older = testkit.event("1", new NewGame.MovedV1(piece, 7));

        assertThat(catalog.read(older)).isEqualTo(new NewGame.Moved(piece, 7, ""));
        assertThat(catalog.types()).contains("game.moved.v1", "game.moved.v2");
        assertThat(catalog.topicOf(NewGame.Moved.class)).isEqualTo(TOPIC);
    }

    @Test
    void aReplyOfAnOlderVersionIsAReply() {
        assertThat(ask(0)).isEqualTo(new NewGame.Moved(piece, 0, ""));
        assertThat(ask(1)).isEqualTo(new NewGame.Moved(piece, 1, "note 1"));
        assertThatThrownBy(() -> requester
                        .request(play(2), NewGame.MovedV1.class, PATIENCE)
                        .await()
                        .indefinitely())
                .isInstanceOf(BatonException.class)
                .hasMessageContaining("an older version of game.moved.v2");
    }

    private Record ask(int number) {
        return requester
                .request(play(number), NewGame.Moved.class, PATIENCE)
                .await()
                .indefinitely();
    }

    private NewEvent<NewGame.Play> play(int number) {
        return NewEvent.of(
                new NewGame.Play(piece, number, number + 1),
                UUID.randomUUID().toString(),
                URI.create("/test"),
                Instant.now());
    }

    @Test
    void aDeadLetterKeepsTheVersionThatWasSentOnTheTopicOfAll() {
        topics.send(TOPIC, "game.moved.v2", piece, "{\"piece\":\"" + piece + "\",\"number\":\"many\"}");
        topics.send(TOPIC, "game.moved.v1", piece, "{\"piece\":\"" + piece + "\",\"number\":1}");

        assertThat(awaitMoves(1)).extracting(row -> row.getInteger("number")).containsExactly(1);
        Row letter =
                rows("select * from baton_dead_letter where key = $1", piece).get(0);
        assertThat(letter.getString("type")).isEqualTo("game.moved.v2");
        assertThat(letter.getString("error_message")).contains("can't be read as game.moved.v2");
        assertThat(topics.types(TOPIC + ".dead-letter", piece, 1)).containsExactly("game.moved.v2");
    }

    @Test
    void aNewerVersionThanIsKnownWaitsAndItsKeyWithIt() {
        String other = UUID.randomUUID().toString();
        move("game.moved.v1", piece, 1);
        move("game.moved.v3", piece, 2);
        move("game.moved.v1", piece, 3);
        move("game.moved.v1", other, 4);

        await().atMost(PATIENCE).until(() -> waiting().size() == 2);
        await().atMost(PATIENCE).until(() -> !moves(other).isEmpty());
        assertThat(moves(piece)).extracting(row -> row.getInteger("number")).containsExactly(1);
        assertThat(waiting()).extracting(row -> row.getString("needs_type")).containsExactly("game.moved.v3", null);
        assertThat(waiting()).extracting(row -> row.getBoolean("due")).containsExactly(true, false);
        assertThat(waiting()).extracting(row -> row.getInteger("attempts")).containsExactly(0, 0);
        assertThat(rows("select * from baton_dead_letter where key = $1", piece))
                .isEmpty();

        giveUp();

        assertThat(awaitMoves(2)).extracting(row -> row.getInteger("number")).containsExactly(1, 3);
    }

    @Test
    void aNewerVersionThatWasTakenUnawaresIsGivenBack() {
        move("game.moved.v3", piece, 1);
        await().atMost(PATIENCE).until(() -> waiting().size() == 1);

        rows("update baton_retry set needs_type = null, due_at = now() where key = $1", piece);

        await().atMost(PATIENCE).until(() -> waiting().get(0).getString("needs_type"), "game.moved.v3"::equals);
        assertThat(waiting()).extracting(row -> row.getInteger("attempts")).containsExactly(0);
        giveUp();
    }

    private void move(String type, String key, int number) {
        topics.send(TOPIC, type, key, "{\"piece\":\"%s\",\"number\":%d}".formatted(key, number));
    }

    private List<Row> waiting() {
        return rows("select *, due_at is not null as due from baton_retry where key = $1 order by id", piece);
    }

    /** Drops the event as docs/operations.md describes. */
    private void giveUp() {
        rows("delete from baton_retry where key = $1 and needs_type = 'game.moved.v3'", piece);
        rows(
                "update baton_retry set due_at = now() where id = (select min(id) from baton_retry where key = $1)",
                piece);
    }

    private List<Row> awaitMoves(int count) {
        await().atMost(PATIENCE).until(() -> moves(piece).size() >= count);
        return moves(piece);
    }

    private List<Row> moves(String of) {
        return rows("select * from moves_move where piece = $1 order by position", of);
    }

    private List<Row> rows(String sql, String key) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(sql).executeAndAwait(Tuple.of(key)).forEach(rows::add);
        return rows;
    }
}
