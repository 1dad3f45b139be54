package dev.baton.chat.logmessage;

import dev.baton.cases.CaseSender;
import dev.baton.cases.HttpCase;
import dev.baton.cases.HttpCases;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The responses of a function to unusual or malformed requests. */
@QuarkusTest
class HttpCasesTest {

    @TestHTTPResource("/functions/log-message")
    URI function;

    static Stream<HttpCase> cases() {
        return Stream.concat(HttpCases.transport(), HttpCases.of("/message-cases.json"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theAnswer(HttpCase sent) {
        new CaseSender(function, "chat.message.posted.v1", HttpCasesTest::message, Map.of(), true).check(sent);
    }

    private static Map<String, ?> message() {
        return Map.of(
                "messageId", UUID.randomUUID().toString(),
                "room", "cases",
                "sender", "ada",
                "text", "hello",
                "sentAt", "2026-11-29T09:00:00Z");
    }
}
