package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.BATCH;
import static dev.baton.it.http.HttpCalls.STRUCTURED;
import static dev.baton.it.http.HttpCalls.header;
import static dev.baton.it.http.HttpCalls.json;
import static dev.baton.it.http.HttpCalls.newId;
import static dev.baton.it.http.HttpCalls.parcel;
import static dev.baton.it.http.HttpCalls.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.it.Tables;
import io.quarkus.test.QuarkusUnitTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of the table in docs/http.md. {@link ContentModes} covers the forms in which events arrive, and {@link
 * KnativeContract} what Knative expects of their recipient.
 */
class EventRoutesTest extends KnativeContract {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Parcels.CLASSES)
                    .addClasses(HttpCalls.class, RawRequests.class)
                    .addClasses(ParcelsTest.class, ContentModes.class, KnativeContract.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("baton.http.webhook-origins", "friend.example");

    /** Checks that it is off by default. */
    @Test
    void theApiOnDeadLettersIsNotThere() {
        assertThat(http.send(http.method("GET", "/baton/dead-letters")).statusCode())
                .isEqualTo(404);
        assertThat(http.send(http.method("POST", "/baton/dead-letters/1/replay"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoSaysPreferReplyGetsTheFollowUpAndADuplicateGetsTheSame() {
        String id = newId();

        HttpResponse<String> first = http.sent(id, parcel, 7, "Prefer", "wait=10, reply");
        HttpResponse<String> again = http.sent(id, parcel, 7, "Prefer", "reply");

        for (HttpResponse<String> reply : List.of(first, again)) {
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(header(reply, "ce-specversion")).isEqualTo("1.0");
            assertThat(header(reply, "ce-type")).isEqualTo("parcels.weighed.v1");
            assertThat(header(reply, "ce-source")).isEqualTo("/it-engine/functions/weigh-parcel");
            assertThat(header(reply, "ce-subject")).isEqualTo(parcel);
            assertThat(header(reply, "ce-causationid")).isEqualTo(id);
            assertThat(header(reply, "Content-Type")).isEqualTo("application/json");
            assertThat(HttpCalls.parse(reply.body()).path("weight").asInt()).isEqualTo(7);
        }
        assertThat(header(again, "ce-id")).isEqualTo(header(first, "ce-id"));
        assertThat(published()).isZero();
        assertThat(Parcels.weighed(parcel)).isEqualTo(1);
    }

    @Test
    void withoutPreferReplyTheFollowUpIsPublishedAndThereIsNoBody() {
        HttpResponse<String> answer = http.sent(newId(), parcel, 7);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ce-id")).isEmpty();
        assertThat(published()).isEqualTo(1);
    }

    @Test
    void severalFollowUpsAreNoReply() {
        HttpResponse<String> answer = http.sent(newId(), parcel, Parcels.SPLIT, "Prefer", "reply");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(published()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "", "null", "[]", "{\"parcel\":1,\"weight\":\"much\"}", "{\"parcel\":\"p\",\"weight\":1e99}"
            })
    void dataThatIsNoRecordIs400(String data) {
        problem(http.send(http.binary("/", "parcels.sent.v1", newId(), data)), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce-id:%FF",
                "ce-id:%C0%A0",
                "ce-time:yesterday",
                "ce-source:a b",
                "ce-id:a%00b",
                "ce-bad_name:x",
                "ce-data:x",
                "ce-id:twice",
                "ce-datacontenttype:application/json"
            })
    void aHeaderThatIsNoAttributeIs400(String header) {
        String[] parts = header.split(":", 2);
        HttpRequest.Builder request = HttpRequest.newBuilder(base)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(parcel(parcel, 1)));
        Stream.of("ce-specversion:1.0", "ce-type:parcels.sent.v1", "ce-source:/s", "ce-id:" + newId())
                .map(given -> given.split(":", 2))
                .filter(given -> !given[0].equals(parts[0]) || parts[1].equals("twice"))
                .forEach(given -> request.header(given[0], given[1]));

        problem(http.send(request.header(parts[0], parts[1]).build()), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "7",
                "{\"specversion\":\"1.0\"}",
                "{\"specversion\":\"0.3\",\"type\":\"parcels.sent.v1\",\"source\":\"/s\",\"id\":\"1\"}",
                "{\"specversion\":\"1.0\",\"type\":\"parcels.sent.v1\",\"source\":\"/s\",\"id\":\"\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"type\":\"parcels.sent.v1\",\"source\":\"/s\",\"id\":\"\\ud800\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"type\":\"parcels.sent.v1\",\"source\":\"/s\",\"id\":\"1\",\"big\":99999999999}",
                "{\"specversion\":\"1.0\",\"type\":\"parcels.sent.v1\",\"source\":\"/s\",\"id\":\"1\",\"deep\":{}}",
                "{\"specversion\":\"1.0\",\"type\":\"parcels.sent.v1\",\"source\":\"/s\",\"id\":\"1\",\"data_base64\":\"*\"}"
            })
    void aBodyThatIsNoEventIs400(String body) {
        problem(http.send(http.body("/", STRUCTURED, body)), 400);
        problem(http.send(http.body("/", BATCH, "[" + body + "]")), 400);
    }

    @Test
    void aRequestThatIsNoCloudEventIs400() {
        problem(http.send(http.body("/", "application/json", parcel(parcel, 1))), 400);
        problem(http.send(http.body("/", BATCH, json(newId(), "{}", ""))), 400);
    }

    @Test
    void ofTwoDeliveriesOfOneEventAtOnceOneIsHandledAndTheOtherIs409() {
        String id = newId();
        Parcels.WAITING.add(parcel);
        HttpCalls.AtOnce deliveries = http.sendTwice(http.sending(id, parcel, 3));

        problem(deliveries.answered(), 409);
        Parcels.WAITING.clear();

        assertThat(deliveries.inFlight().join().statusCode()).isEqualTo(200);
        assertThat(http.sent(id, parcel, 3).statusCode()).isEqualTo(200);
        assertThat(Parcels.weighed(parcel)).isEqualTo(1);
    }

    @Test
    void whatIsTooLargeIs413() {
        problem(http.sent(newId(), "x".repeat(1_000_001), 1), 413);
        problem(http.sent(newId(), "x".repeat(11_000_000), 1), 413);
        HttpRequest chunked = HttpRequest.newBuilder(base)
                .header("Content-Type", STRUCTURED)
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[2_000_000])))
                .build();
        problem(http.send(chunked), 413);
        String events = String.join(",", java.util.Collections.nCopies(501, "{}"));
        problem(http.send(http.body("/", BATCH, "[" + events + "]")), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+avro", "application/cloudevents", "text/plain", "application/xml"})
    void aContentTypeThatNobodyKnowsIs415(String contentType) {
        problem(http.send(http.body("/", contentType, "x")), 415);
        problem(http.sent(newId(), parcel, 1, "Content-Type", contentType), 415);
    }

    @Test
    void aBodyThatIsCompressedIs415() {
        problem(http.sent(newId(), parcel, 1, "Content-Encoding", "gzip"), 415);
    }

    @Test
    void whatNoFunctionWillEverHandleIs422() {
        problem(http.send(http.binary("/", "parcels.unheard-of.v1", newId(), "{}")), 422);
        problem(http.sent(newId(), parcel, -1), 422);
        String id = newId();
        String refused = problem(http.sent(id, parcel, Parcels.REFUSED), 422);
        assertThat(refused).contains("is cursed");
        assertThat(problem(http.sent(id, parcel, Parcels.REFUSED), 422)).contains("is cursed");
        problem(http.send(http.binary("/functions/read-label", "parcels.sent.v1", newId(), parcel(parcel, 1))), 422);
    }

    @Test
    void textThatTheDatabaseCannotStoreIsNeverA500() {
        problem(http.send(http.body("/", STRUCTURED, json("a\\u0000b", parcel(parcel, 1), ""))), 400);
        problem(http.sent(newId(), "a\\u0000b", 1), 422);
    }

    @Test
    void whatFailsIs500AndMayBeSentAgain() {
        String id = newId();
        problem(http.sent(id, parcel, Parcels.FAILING), 500);

        assertThat(http.sent(id, parcel, 5).statusCode()).isEqualTo(200);
    }

    @Test
    void anEventGoesToAllFunctionsOfItsTypeOrToTheOneNamedInThePath() {
        String scanned = "{\"parcel\":\"" + parcel + "\"}";
        assertThat(http.send(http.binary("/", "parcels.scanned.v1", newId(), scanned))
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.send(http.binary("/functions/count-scan", "parcels.scanned.v1", newId(), scanned))
                        .statusCode())
                .isEqualTo(200);
        assertThat(Parcels.weighed("count " + parcel)).isEqualTo(2);
        assertThat(Parcels.weighed("store " + parcel)).isEqualTo(1);

        String lost = "{\"parcel\":\"lost " + parcel + "\"}";
        problem(http.send(http.binary("/", "parcels.scanned.v1", newId(), lost)), 500);
        assertThat(Parcels.weighed("count lost " + parcel)).isEqualTo(1);
        problem(http.send(http.binary("/functions/no-such", "parcels.scanned.v1", newId(), scanned)), 404);
    }

    @Test
    void optionsAndHeadSayPost() {
        for (String path : List.of("/", "/functions/weigh-parcel")) {
            HttpResponse<String> options = http.send(http.method("OPTIONS", path));
            assertThat(options.statusCode()).isEqualTo(200);
            assertThat(header(options, "Allow")).isEqualTo("POST");
            assertThat(http.send(http.method("HEAD", path)).statusCode()).isEqualTo(200);
        }
        assertThat(header(
                        http.send(http.method("OPTIONS", "/", "WebHook-Request-Origin", "friend.example")),
                        "WebHook-Allowed-Origin"))
                .isEqualTo("friend.example");
        assertThat(http.send(http.method("OPTIONS", "/", "WebHook-Request-Origin", "foe.example"))
                        .headers()
                        .firstValue("WebHook-Allowed-Origin"))
                .isEmpty();
        assertThat(http.send(http.method("GET", "/")).statusCode()).isIn(404, 405);
    }

    private long published() {
        return Tables.number(pool, "select count(*) from baton_outbox where key = $1", parcel);
    }
}
