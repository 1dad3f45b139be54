package dev.baton.it.units;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.PermanentFailureException;
import dev.baton.it.Tables;
import dev.baton.it.units.audit.Entry;
import dev.baton.it.units.orders.Order;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.reactive.common.spi.Implementor;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** An application with two persistence units, whose functions share the sessions of one of them with Baton. */
abstract class TwoUnits {

    private static final String REFUSED = "refused";

    @EventType("units.order.placed.v1")
    record Placed(@EventKey String number) {}

    @Inject
    Pool pool;

    /** Returns an application without a broker, in which the other unit is {@code audit}. */
    static QuarkusUnitTest application(Class<?>... functions) {
        return new QuarkusUnitTest()
                .withApplicationRoot(jar -> jar.addClasses(functions)
                        .addClasses(TwoUnits.class, Placed.class, Order.class, Entry.class, Tables.class))
                .overrideConfigKey("baton.devservices.broker.enabled", "false")
                .overrideConfigKey("baton.kafka.enabled", "false")
                .overrideConfigKey("baton.relay.enabled", "false")
                .overrideConfigKey("quarkus.hibernate-orm.audit.datasource", "<default>")
                .overrideConfigKey("quarkus.hibernate-orm.audit.packages", Entry.class.getPackageName())
                .overrideConfigKey("quarkus.hibernate-orm.audit.schema-management.strategy", "none");
    }

    /** Returns the factory of the unit that Baton uses. */
    abstract Mutiny.SessionFactory factory();

    /** Takes an order with both units. */
    static Uni<Void> take(Placed placed, Mutiny.SessionFactory orders, Mutiny.SessionFactory audit) {
        return orders.withSession(session -> session.persist(Order.of(placed.number())))
                .chain(() -> audit.withTransaction(session -> session.persist(Entry.of(placed.number()))))
                .invoke(() -> {
                    if (placed.number().equals(REFUSED)) {
                        throw new PermanentFailureException("nobody buys that");
                    }
                });
    }

    @Test
    void onlyTheSessionsOfBatonsUnitTakePartInTheDelivery() {
        pool.query(
                        "create table units_order (number text primary key); create table units_entry (number text primary key)")
                .executeAndAwait();

        post("taken", 200);
        post(REFUSED, 422);

        assertThat(Tables.texts(pool, "select number from units_order")).containsExactly("taken");
        assertThat(Tables.texts(pool, "select number from units_entry")).containsExactlyInAnyOrder("taken", REFUSED);
        assertThat(Tables.inbox(pool, "take", "/units", "taken")).isEqualTo(1);
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'Baton database schema' }.status", is("UP"));
        assertThat(batchSize()).isEqualTo(500);
    }

    private Object batchSize() {
        return ((Implementor) ClientProxy.unwrap(factory()))
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings()
                .get(BatchSettings.STATEMENT_BATCH_SIZE);
    }

    private static void post(String number, int status) {
        given().header("ce-specversion", "1.0")
                .header("ce-id", number)
                .header("ce-source", "/units")
                .header("ce-type", "units.order.placed.v1")
                .contentType("application/json")
                .body("{\"number\":\"%s\"}".formatted(number))
                .post("/functions/take")
                .then()
                .statusCode(status);
    }
}
