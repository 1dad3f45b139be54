package dev.baton.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.it.Tables;
import dev.baton.it.conformance.Tallying.Behaviour;
import dev.baton.runtime.sql.AdvisoryLocks;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Baton's tables are in a schema of their own. */
class SchemaConformanceTest extends WholeConformance {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = wholeApplication().overrideConfigKey("baton.database.schema", "orders");

    @Test
    void noTableIsInThePublicSchema() {
        assertThat(
                        texts(
                                "select distinct schemaname::text from pg_tables where tablename like 'baton%' or tablename like 'conf%'"))
                .containsExactly("orders");
    }

    @Test
    void theLocksOfAnApplicationInAnotherSchemaHoldNothingUp() {
        SqlConnection other = pool.getConnectionAndAwait();
        other.beginAndAwait();
        other.preparedQuery("select pg_advisory_xact_lock($1, slot) from generate_series(0, 1000) as slot")
                .executeAndAwait(Tuple.of(AdvisoryLocks.SPACE));
        other.preparedQuery("select pg_advisory_xact_lock($1, $2)")
                .executeAndAwait(Tuple.of(AdvisoryLocks.SPACE, 0x70726f6d));
        String name = UUID.randomUUID().toString();

        publish(name, 1, Behaviour.DONE, Instant.now().plusMillis(10));

        Tables.awaitRow(pool, "select 1 from conformance_tally where name = $1", name);
        other.closeAndAwait();
    }
}
