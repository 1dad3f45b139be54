package dev.baton.it.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventKey;
import dev.baton.EventPublisher;
import dev.baton.EventType;
import dev.baton.NewEvent;
import io.quarkus.funqy.Funq;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An application without a default datasource. Baton's tables and the sessions of its functions are in the named one.
 */
class NamedDatasourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Asked.class, Answered.class, Answer.class, Note.class))
            .overrideConfigKey("quarkus.datasource.orders.db-kind", "postgresql")
            .overrideConfigKey("quarkus.datasource.orders.devservices.enabled", "false")
            .overrideConfigKey("quarkus.hibernate-orm.datasource", "orders");

    @EventType("named.asked.v1")
    record Asked(@EventKey String name) {}

    @EventType("named.answered.v1")
    record Answered(@EventKey String name) {}

    /** Writes in the session of its delivery, and returns an answer. */
    public static class Answer {

        @Inject
        Mutiny.SessionFactory sessions;

        @Funq
        public Uni<Answered> answer(Asked asked) {
            return sessions.getCurrentSession()
                    .createNativeQuery("insert into note (name) values (?1)")
                    .setParameter(1, asked.name())
                    .executeUpdate()
                    .replaceWith(new Answered(asked.name()));
        }
    }

    /** Receives the answers. */
    public static class Note {

        @Funq
        public void note(Answered answered) {}
    }

    @Inject
    EventPublisher publisher;

    @Inject
    @ReactiveDataSource("orders")
    Pool orders;

    @Test
    void eventsAreDeliveredAndPublishedThroughIt() {
        orders.query("create table note (name text not null)").executeAndAwait();

        publisher
                .publish(NewEvent.of(new Asked("ada"), "1", URI.create("/named"), Instant.now()))
                .await()
                .atMost(Duration.ofSeconds(10));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(texts("select namespace from baton_inbox"))
                        .as("the event of answer and that of note")
                        .hasSize(2));
        assertThat(texts("select name from note")).containsExactly("ada");
        RestAssured.get("/q/health/ready").then().statusCode(200);
    }

    private List<String> texts(String query) {
        return StreamSupport.stream(orders.query(query).executeAndAwait().spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }
}
