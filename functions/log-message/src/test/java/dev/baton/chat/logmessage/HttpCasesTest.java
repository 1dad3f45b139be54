package dev.baton.chat.logmessage;

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

/** The responses of a function to unusual or malformed requests. */
@QuarkusTest
class HttpCasesTest {

    @TestHTTPResource("/functions/log-message")
    URI function;

    static Stream<HttpCase> cases() {
        return MessageCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theAnswer(HttpCase sent) {
        new CaseSender(function, MessageCases.TYPE, MessageCases::message, Map.of(), true).check(sent);
    }
}
