package dev.baton.it.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.embedded.Port;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LiveReloadTest {

    private static final int PORT = Port.free();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(ServicesEndpoint.class)
                    .addAsResource(new StringAsset("create table my_table (n int);"), "db/mine/V1__mine.sql")
                    .addAsResource(
                            new StringAsset("baton.schema.mine=1\nquarkus.http.port=" + PORT + "\n"),
                            "application.properties"));

    @Test
    void keepsBrokerAndDatabaseAndAppliesNewSql() {
        String before = get("/services");
        assertThat(before).contains("kafka.bootstrap.servers=127.0.0.1:", "reactive.url=postgresql://127.0.0.1:");
        assertThat(get("/tables")).contains("my_table").doesNotContain("my_second");
        get("/mark");

        APPLICATION.modifySourceFile(ServicesEndpoint.class, code -> code.replace("Version 1", "Version 2"));
        APPLICATION.addResourceFile("db/mine/V2__second.sql", "create table my_second (n int);");

        assertThat(get("/version")).isEqualTo("Version 2");
        assertThat(get("/services")).isEqualTo(before);
        assertThat(get("/tables")).contains("my_table", "my_second", "marked_before_reload");
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
