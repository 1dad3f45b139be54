package dev.baton.chat.gateway.ingress;

import static dev.baton.chat.gateway.Rest.token;

import dev.baton.cases.CaseSender;
import dev.baton.cases.HttpCase;
import dev.baton.cases.MessageCases;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gateway gives the same answers as a function. */
@QuarkusTest
class HttpCasesTest {

    @TestHTTPResource("/events")
    URI events;

    static Stream<HttpCase> cases() {
        return MessageCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theAnswer(HttpCase sent) {
        Map<String, String> authorization = Map.of("authorization", "Bearer " + token("ada", "producer", "bridge"));
        new CaseSender(events, MessageCases.TYPE, MessageCases::message, authorization, false).check(sent);
    }
}
