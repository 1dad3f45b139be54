package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.BATCH;
import static dev.baton.it.http.HttpCalls.STRUCTURED;
import static dev.baton.it.http.HttpCalls.header;
import static dev.baton.it.http.HttpCalls.json;
import static dev.baton.it.http.HttpCalls.newId;
import static dev.baton.it.http.HttpCalls.parcel;
import static dev.baton.it.http.HttpCalls.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The forms in which events arrive over HTTP: content modes, attributes, data that is not JSON, traces.
 * {@link EventRoutesTest} runs these tests on its application, whose start takes longer than they do.
 */
abstract class ContentModes extends ParcelsTest {

    @Test
    void structuredModeTakesAttributesOfEveryType() {
        String more = ",\"flag\":true,\"number\":-2147483648,\"text\":\"Gr\\u00fc\\u00dfe\",\"binary\":\"AQID\","
                + "\"uri\":\"https://example.org/\",\"time\":\"2026-11-25T10:00:00.123+01:00\",\"subject\":\"" + parcel
                + "\"";

        HttpResponse<String> answer =
                http.send(http.body("/", STRUCTURED + "; charset=utf-8", json(newId(), parcel(parcel, 4), more)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Parcels.weighed(parcel)).isEqualTo(1);
    }

    @Test
    void anAttributeThatIsNullIsNone() {
        String id = newId();

        HttpResponse<String> reply = http.send(
                http.body("/", STRUCTURED, json(id, parcel(parcel, 4), ",\"correlationid\":null"), "Prefer", "reply"));

        assertThat(header(reply, "ce-correlationid")).isEqualTo(id);
    }

    @Test
    void aReplyWhoseAttributesNeedEncodingIsStructured() {
        String key = "Euro € \uD83D\uDE00 \"quoted\" 100%";
        String encoded = "Euro%20%e2%82%ac%20%F0%9F%98%80%20%22quoted%22%20100%25";

        HttpResponse<String> reply = http.sent(newId(), "x", 4, "Prefer", "reply", "ce-correlationid", encoded);
        HttpResponse<String> quoted =
                http.sent(newId(), "x", 4, "Prefer", "reply", "ce-correlationid", "\"a \\\"b\\\"\"");

        assertThat(header(reply, "Content-Type")).isEqualTo(STRUCTURED);
        assertThat(HttpCalls.parse(reply.body()).path("correlationid").asText()).isEqualTo(key);
        assertThat(header(reply, "ce-id"))
                .isEqualTo(HttpCalls.parse(reply.body()).path("id").asText());
        assertThat(HttpCalls.parse(quoted.body()).path("correlationid").asText())
                .isEqualTo("a \"b\"");
    }

    @Test
    void aRecordMayTakeAndGiveTextAndBytesAsTheyAre() {
        HttpResponse<String> photo = http.send(http.binary(
                "/",
                "parcels.labelled.v1",
                newId(),
                "grüße",
                "Content-Type",
                "text/plain; charset=utf-8",
                "Prefer",
                "reply"));
        assertThat(photo.body()).isEqualTo("GRÜSSE");
        assertThat(header(photo, "Content-Type")).isEqualTo("image/png");

        HttpResponse<String> label = http.send(http.binary(
                "/",
                "parcels.photographed.v1",
                newId(),
                "12345",
                "Content-Type",
                "image/jpeg",
                "Prefer",
                "reply",
                "ce-subject",
                "box"));
        assertThat(label.body()).isEqualTo("box 5");
        assertThat(header(label, "Content-Type")).isEqualTo("text/plain; charset=utf-8");

        String base64 = json(newId(), "0", "")
                .replace("\"data\":0", "\"data_base64\":\"AQID\"")
                .replace("parcels.sent.v1", "parcels.photographed.v1");
        assertThat(http.send(http.body("/", STRUCTURED, base64)).statusCode()).isEqualTo(200);
        problem(
                http.send(http.binary(
                        "/", "parcels.labelled.v1", newId(), "x", "Content-Type", "text/plain; charset=klingon")),
                400);
    }

    @Test
    void anEventWithoutATraceContinuesThatOfItsRequest() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String own = "0af7651916cd43dd8448eb211c80319c";
        String parent = "00-%s-00f067aa0ba902b7-01";

        assertThat(header(sentTraced("traceparent", parent.formatted(trace)), "ce-traceparent"))
                .contains(trace);
        assertThat(header(
                        sentTraced("traceparent", parent.formatted(trace), "ce-traceparent", parent.formatted(own)),
                        "ce-traceparent"))
                .contains(own);
        assertThat(sentTraced("traceparent", "rubbish").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> sentTraced(String... headers) {
        return http.sent(
                newId(),
                parcel,
                7,
                Stream.concat(Stream.of("Prefer", "reply"), Stream.of(headers)).toArray(String[]::new));
    }

    @Test
    void aBatchIsHandledInOrderAndRepeatedWithoutEffect() {
        String batch = batch(IntStream.range(10, 30).mapToObj(i -> json(parcel + i, parcel(parcel, i), "")));

        assertThat(http.send(http.body("/", BATCH, batch)).statusCode()).isEqualTo(200);
        assertThat(http.send(http.body("/", BATCH, batch)).statusCode()).isEqualTo(200);
        assertThat(http.send(http.body("/", BATCH, "[]")).statusCode()).isEqualTo(200);

        assertThat(Parcels.weighed(parcel)).isEqualTo(20);
        assertThat(pool
                        .preparedQuery(
                                "select convert_from(data, 'UTF8')::json->>'weight' from baton_outbox where key = $1 order by position")
                        .executeAndAwait(Tuple.of(parcel))
                        .stream()
                        .map(row -> row.getString(0)))
                .containsExactlyElementsOf(
                        IntStream.range(10, 30).mapToObj(Integer::toString).toList());
    }

    @Test
    void aBatchStopsAtWhatHasToBeSentAgainAndGoesPastWhatIsRefused() {
        String batch = batch(Stream.of(
                json(parcel + 1, parcel(parcel, Parcels.REFUSED), ""),
                json(parcel + 2, parcel(parcel, 1), ""),
                json(parcel + 3, parcel(parcel, Parcels.FAILING), ""),
                json(parcel + 4, parcel(parcel, 1), "")));

        String problem = problem(http.send(http.body("/", BATCH, batch)), 500);

        assertThat(HttpCalls.parse(problem).path("errors").findValuesAsText("status"))
                .containsExactly("422", "500");
        assertThat(Parcels.weighed(parcel)).isEqualTo(1);
        String mended = batch.replace("\"weight\":" + Parcels.FAILING, "\"weight\":1");
        problem(http.send(http.body("/", BATCH, mended)), 422);
        assertThat(Parcels.weighed(parcel)).isEqualTo(3);
    }

    private static String batch(Stream<String> events) {
        return "[" + String.join(",", events.toList()) + "]";
    }
}
