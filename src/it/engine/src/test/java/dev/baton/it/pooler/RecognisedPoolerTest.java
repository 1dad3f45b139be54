package dev.baton.it.pooler;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.QuarkusUnitTest;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that is not told of the pooler between it and the database says what to set. */
class RecognisedPoolerTest {

    private static final String SETTING = "baton.database.pooler=transaction";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setBeforeAllCustomizer(PooledDatabase::start)
            .setAfterAllCustomizer(PooledDatabase::close)
            .withApplicationRoot(jar -> jar.addClass(PooledDatabase.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue())
            .assertLogRecords(records -> assertThat(records)
                    .extracting(LogRecord::getMessage)
                    .anyMatch(message -> message.startsWith("The database's address is that of a pooler")));

    @Test
    void readinessAndTheLogNameTheSetting() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'Baton database' }.data.problem", containsString(SETTING))
                .body("checks.find { it.name == 'Baton database schema' }.data.problem", containsString(SETTING)));

        PooledDatabase.beLenient();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'Baton database schema' }.status", is("UP")));
    }
}
