package dev.baton.deployment.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventCatalog;
import dev.baton.EventPublisher;
import dev.baton.NewEvent;
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

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(NewGame.CLASSES).addClass(GameTopics.class));

    @Inject
    EventPublisher publisher;

    @Inject
    EventCatalog catalog;

    @Inject
    FunctionTestkit testkit;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final String piece = UUID.randomUUID().toString();
    private GameTopics topics;

    @BeforeEach
    void open() {
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
                .mapToObj(number -> number % 2 == 0
                        ? new NewGame.MovedV1(piece, number)
                        : new NewGame.Moved(piece, number, ""))
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
    void aDeadLetterKeepsTheVersionThatWasSentOnTheTopicOfAll() {
        topics.send(TOPIC, "game.moved.v2", piece, "{\"piece\":\"" + piece + "\",\"number\":\"many\"}");
        topics.send(TOPIC, "game.moved.v1", piece, "{\"piece\":\"" + piece + "\",\"number\":1}");

        assertThat(awaitMoves(1)).extracting(row -> row.getInteger("number")).containsExactly(1);
        Row letter = rows("select * from baton_dead_letter where key = $1").get(0);
        assertThat(letter.getString("type")).isEqualTo("game.moved.v2");
        assertThat(letter.getString("error_message")).contains("can't be read as game.moved.v2");
        assertThat(topics.types(TOPIC + ".dead-letter", piece, 1)).containsExactly("game.moved.v2");
    }

    private List<Row> awaitMoves(int count) {
        List<Row> moves = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            moves.clear();
            moves.addAll(rows("select * from moves_move where piece = $1 order by position"));
            return moves.size() >= count;
        });
        return moves;
    }

    private List<Row> rows(String sql) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(sql).executeAndAwait(Tuple.of(piece)).forEach(rows::add);
        return rows;
    }
}
