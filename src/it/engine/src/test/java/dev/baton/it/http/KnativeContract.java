package dev.baton.it.http;

import static dev.baton.it.http.HttpCalls.STRUCTURED;
import static dev.baton.it.http.HttpCalls.json;
import static dev.baton.it.http.HttpCalls.newId;
import static dev.baton.it.http.HttpCalls.parcel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.it.Tables;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The sentences with MUST or SHOULD in Knative's data plane contract (specs/eventing/data-plane.md) that apply to event
 * recipients. {@link EventRoutesTest} runs these tests on its application.
 */
abstract class KnativeContract extends ContentModes {

    @Test
    @DisplayName("The CloudEvents HTTP bindings, version 1.0, and HTTP 1.1 protocol standards MUST be followed")
    void bindings() {
        HttpResponse<String> answer = http.sent(newId(), parcel, 1, "CE-Subject", "a%20b", "Prefer", "reply");

        assertThat(answer.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_1_1);
        assertThat(answer.headers().firstValue("ce-specversion")).contains("1.0");
        assertThat(answer.headers().firstValue("ce-id")).isPresent();
        assertThat(answer.headers().firstValue("ce-source")).isPresent();
        assertThat(answer.headers().firstValue("ce-type")).isPresent();
    }

    @Test
    @DisplayName(
            "Compliant implementations SHOULD aim to interoperate by ignoring unrecognized negotiation options (such as HTTP Upgrade"
                    + " headers)")
    void unknownUpgrades() throws IOException {
        String event = json(newId(), parcel(parcel, 1), "");
        try (Socket connection = new RawRequests(base).open()) {
            RawRequests.write(
                    connection,
                    "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: events/7\r\nContent-Type: "
                            + STRUCTURED + "\r\nContent-Length: " + event.length() + "\r\n\r\n" + event);

            assertThat(RawRequests.status(connection.getInputStream())).isEqualTo(200);
        }
        assertThat(Parcels.weighed(parcel)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "All senders and recipients MUST support the CloudEvents 1.0 protocol and the binary and structured content modes")
    void contentModes() {
        assertThat(http.sent(newId(), parcel, 1).statusCode()).isEqualTo(200);
        assertThat(http.send(http.body("/", STRUCTURED, json(newId(), parcel(parcel, 1), "")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(Parcels.weighed(parcel)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "Senders MAY probe the recipient with an HTTP OPTIONS request; if implemented, the recipient MUST indicate support for"
                    + " the POST verb using the Allow header")
    void options() {
        HttpResponse<String> options = http.send(http.method("OPTIONS", "/"));

        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    @DisplayName("Event recipients MUST use the HTTP response code to indicate acceptance of an event")
    void responseCodes() {
        assertThat(http.sent(newId(), parcel, 1).statusCode()).isEqualTo(200);
        assertThat(http.sent(newId(), parcel, Parcels.REFUSED).statusCode()).isEqualTo(422);
        assertThat(http.sent(newId(), parcel, Parcels.FAILING).statusCode()).isEqualTo(500);
        assertThat(http.send(http.body("/", STRUCTURED, "{")).statusCode()).isEqualTo(400);
    }

    @Test
    @DisplayName(
            "The recipient SHOULD NOT return a response accepting the event until it has handled the event (processed the event or"
                    + " stored it in stable storage)")
    void acceptedWhenHandled() {
        String id = newId();
        Parcels.WAITING.add(parcel);
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(http.sending(id, parcel, 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> locks() > 0);
        assertThat(answer).isNotDone();
        assertThat(inInbox(id)).isZero();

        Parcels.WAITING.clear();

        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(inInbox(id)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "Event recipients SHOULD NOT send these response codes (1xx, 2xx other than 200 and 202, 3xx) in this spec version")
    void reservedCodes() {
        Set<Integer> reservedNever = Set.of(
                http.sent(newId(), parcel, 1).statusCode(),
                http.sent(newId(), parcel, -1).statusCode(),
                http.send(http.body("/", STRUCTURED, "{")).statusCode(),
                http.sent(newId(), parcel, Parcels.FAILING).statusCode(),
                http.sent(newId(), parcel, 1, "Content-Type", "application/cloudevents+xml")
                        .statusCode());

        assertThat(reservedNever).containsExactlyInAnyOrder(200, 422, 400, 500, 415);
        assertThat(http.send(http.body("/", HttpCalls.BATCH, "[]")).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("Recipients MUST accept duplicate delivery of events")
    void duplicates() {
        String id = newId();
        for (int i = 0; i < 5; i++) {
            assertThat(http.sent(id, parcel, 1).statusCode()).isEqualTo(200);
        }
        assertThat(Parcels.weighed(parcel)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "If duplicate detection is implemented, event recipients MUST use the source and id attributes to identify duplicate"
                    + " events; senders MAY add or update other CloudEvent attributes on each delivery attempt")
    void identity() {
        String id = newId();
        assertThat(http.sent(id, parcel, 1).statusCode()).isEqualTo(200);
        assertThat(http.sent(
                                id,
                                parcel,
                                1,
                                "ce-traceparent",
                                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                "ce-new",
                                "x")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Parcels.weighed(parcel)).isEqualTo(1);

        HttpRequest elsewhere =
                http.body("/", STRUCTURED, json(id, parcel(parcel, 1), "").replace("\"/tests\"", "\"/elsewhere\""));
        assertThat(http.send(elsewhere).statusCode()).isEqualTo(200);
        assertThat(Parcels.weighed(parcel)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "A recipient MAY reply to any HTTP POST with a 200 response, with or without a response payload; the sender that will"
                    + " process a reply MUST include the Prefer: reply header")
    void replies() {
        assertThat(http.sent(newId(), parcel, 1).body()).isEmpty();
        assertThat(http.sent(newId(), parcel, 1, "Prefer", "reply").body()).isNotEmpty();
    }

    private long locks() {
        return Tables.number(
                pool,
                "select count(*) from pg_locks where relation = 'baton_inbox'::regclass and mode = 'RowExclusiveLock'");
    }

    private long inInbox(String id) {
        return Tables.inbox(pool, "weigh-parcel", "/tests", id);
    }
}
