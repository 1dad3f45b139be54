package dev.baton.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.embedded.Port;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A schedule of every second, and a delayed event, across a restart of the application on the same broker and database.
 */
class RestartTest {

    private static final int PORT = Port.free();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Cleaning.CLASSES)
                    .addClass(CleaningEndpoint.class)
                    .addAsResource(
                            new StringAsset("quarkus.http.port=" + PORT
                                    + "\ncleaning.cron=* * * * * *\ncleaning.zone=Europe/Berlin\n"),
                            "application.properties"));

    @Test
    void bothGoOnAndNothingFiresTwice() {
        await().atMost(PATIENCE).until(() -> times().size() >= 2);
        get("/in-an-hour");

        APPLICATION.modifySourceFile(CleaningEndpoint.class, code -> code.replace("Version 1", "Version 2"));
        assertThat(get("/version")).isEqualTo("Version 2");
        int before = times().size();

        await().atMost(PATIENCE).until(() -> times().size() >= before + 2);
        assertThat(handled()).doesNotContain("in-an-hour");
        assertThat(get("/an-hour-later")).isEqualTo("1");
        await().atMost(PATIENCE).until(() -> handled().contains("in-an-hour"));
        assertThat(get("/an-hour-later")).isEqualTo("0");
        assertThat(times()).doesNotHaveDuplicates().allSatisfy(time -> assertThat(time.getNano())
                .isZero());
    }

    private static List<Instant> times() {
        return handled().stream()
                .filter(id -> id.startsWith("clean-"))
                .map(id -> Instant.parse(id.substring("clean-".length())))
                .toList();
    }

    private static List<String> handled() {
        return Stream.of(get("/handled").split(" ")).filter(id -> !id.isBlank()).toList();
    }

    private static String get(String path) {
        return RestAssured.given()
                .port(PORT)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
