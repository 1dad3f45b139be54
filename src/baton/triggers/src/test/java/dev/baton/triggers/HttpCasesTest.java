package dev.baton.triggers;

import dev.baton.cases.CaseSender;
import dev.baton.cases.HttpCase;
import dev.baton.cases.HttpCases;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ingress gives the same answers as a function, as far as they do not depend on the data. */
class HttpCasesTest {

    private static final Scene SCENE = new Scene();

    private static CaseSender sender;

    @BeforeAll
    static void start() {
        SCENE.start();
        sender = new CaseSender(SCENE.broker().ingress(), "notes.written.v1", () -> Map.of(), Map.of(), false);
    }

    @AfterAll
    static void end() throws Exception {
        SCENE.close();
    }

    static Stream<HttpCase> cases() {
        return HttpCases.transport();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theAnswer(HttpCase sent) {
        sender.check(sent);
    }
}
