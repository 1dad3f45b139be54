package dev.baton.local.knative;

import dev.baton.cases.CaseSender;
import dev.baton.cases.HttpCase;
import dev.baton.cases.MessageCases;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that a function gives the same answers behind a local Trigger as on its own. */
@QuarkusTest
@Tag("knative")
@TestProfile(LocalTriggers.class)
class KnativeHttpCasesTest {

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
