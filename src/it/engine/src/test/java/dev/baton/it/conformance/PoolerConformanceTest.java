package dev.baton.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.it.Tables;
import dev.baton.it.pooler.PooledDatabase;
import dev.baton.runtime.wakeup.Hints;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PgBouncer in transaction mode, with few connections, is between Baton and the database. */
class PoolerConformanceTest extends WholeConformance {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = wholeApplication(PooledDatabase.class)
            .setBeforeAllCustomizer(PooledDatabase::start)
            .setAfterAllCustomizer(PooledDatabase::close)
            .overrideConfigKey("baton.database.pooler", "transaction");

    @Inject
    Hints hints;

    @Test
    void nothingOfATransactionStaysInTheSession() {
        List<SqlConnection> sessions = IntStream.range(0, 2)
                .mapToObj(each -> pool.getConnectionAndAwait())
                .toList();
        for (SqlConnection session : sessions) {
            session.beginAndAwait();
            assertThat(Tables.texts(session, """
                            select name from pg_settings where source = 'session' and name <> all ('{application_name,client_encoding,
                                DateStyle,TimeZone,IntervalStyle,standard_conforming_strings,transaction_isolation}')""")).isEmpty();
            assertThat(Tables.texts(session, "select name from pg_prepared_statements where name <> ''"))
                    .isEmpty();
        }
        sessions.forEach(SqlConnection::closeAndAwait);
    }

    /** It would listen in a session that the pooler gives to others. */
    @Test
    void theProcessPollsAndDoesNotListen() {
        assertThat(hints.arrive()).isFalse();
        assertThat(texts("select query from pg_stat_activity where query ilike 'listen%'"))
                .isEmpty();
    }

    @Test
    void migrationsPassItOnlyIfTheyNeedNoSession() {
        PooledDatabase.checkMigrations();
    }
}
