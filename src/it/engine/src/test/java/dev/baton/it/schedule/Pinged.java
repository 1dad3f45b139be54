package dev.baton.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.it.Tables;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The pings of a Knative PingSource, as the manifests configure it for a function with a schedule. {@link ScheduleTest}
 * runs these tests on its application.
 */
abstract class Pinged {

    @Inject
    Pool pool;

    @BeforeEach
    void clearInbox() {
        pool.query("truncate baton_inbox").executeAndAwait();
    }

    @Test
    void aPingIsTheEventOfItsMinute() {
        assertThat(ping("cleaning.due.v1", "2026-01-02T03:00:00.004Z")).isEqualTo(200);

        assertHandled("2026-01-02T03:00:00Z");
        assertThat(texts("select convert_from(data, 'UTF8') from baton_outbox"))
                .containsExactly("{\"room\":\"hall\",\"time\":\"2026-01-02T03:00:00Z\"}");
    }

    @Test
    void pingsOfOneMinuteAreOneEvent() {
        assertThat(ping("cleaning.due.v1", "2026-01-02T02:59:59.7Z")).isEqualTo(200);
        assertThat(ping("cleaning.due.v1", "2026-01-02T03:00:00.004Z")).isEqualTo(200);
        assertThat(ping("cleaning.due.v1", "2026-01-02T03:01:00Z")).isEqualTo(200);

        assertHandled("2026-01-02T03:00:00Z", "2026-01-02T03:01:00Z");
    }

    @Test
    void aPingOfNoScheduleIsRefused() {
        assertThat(ping("cleaning.unknown.v1", "2026-01-02T03:00:00Z")).isEqualTo(422);
        assertHandled();
    }

    @Test
    void theTraceOfThePingGoesOnRatherThanThatOfTheRequestThatBroughtIt() {
        assertThat(pinging("cleaning.due.v1", "2026-01-02T03:00:00Z")
                        .header("ce-traceparent", "00-%s-00f067aa0ba902b7-01".formatted("1".repeat(32)))
                        .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted("2".repeat(32)))
                        .post("/")
                        .statusCode())
                .isEqualTo(200);

        assertThat(texts("select attributes::jsonb ->> 'traceparent' from baton_outbox"))
                .singleElement()
                .asString()
                .startsWith("00-" + "1".repeat(32));
    }

    /** Checks that the events of these times were handled, and no others. */
    private void assertHandled(String... times) {
        assertThat(times).allSatisfy(time -> assertThat(Tables.inbox(pool, "clean", Cleaning.SCHEDULE, "clean-" + time))
                .isEqualTo(1));
        assertThat(texts("select namespace from baton_inbox")).hasSize(times.length);
    }

    private static int ping(String schedule, String time) {
        return pinging(schedule, time).post("/").statusCode();
    }

    private static RequestSpecification pinging(String schedule, String time) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .header("ce-specversion", "1.0")
                .header("ce-type", "dev.knative.sources.ping")
                .header("ce-source", "/apis/v1/namespaces/shop/pingsources/clean")
                .header("ce-id", UUID.randomUUID().toString())
                .header("ce-time", time)
                .header("ce-batonschedule", schedule)
                .body("{}");
    }

    private List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        pool.query(sql).executeAndAwait().forEach(row -> texts.add(row.getString(0)));
        return texts;
    }
}
