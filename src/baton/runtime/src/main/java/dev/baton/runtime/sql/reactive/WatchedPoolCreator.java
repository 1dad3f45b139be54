package dev.baton.runtime.sql.reactive;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.Pooler;
import dev.baton.runtime.sql.DatabaseSchema;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.credentials.runtime.CredentialsProviderFinder;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.runtime.DataSourceRuntimeConfig;
import io.quarkus.datasource.runtime.DataSourcesRuntimeConfig;
import io.quarkus.reactive.datasource.runtime.ConnectOptionsSupplier;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.Utils;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Creates the pool of the datasource with Baton's tables, as Quarkus would, but with watched connections. The build
 * adds this bean unless the application has a creator of its own.
 */
public class WatchedPoolCreator implements PgPoolCreator {

    private static final String EXTEND_SEARCH_PATH =
            "select set_config('search_path', concat_ws(', ', $1, nullif(current_setting('search_path'), '')), false)";

    private final Connections connections;
    private final OwnConnection own;
    private final DataSourceRuntimeConfig config;
    private final DatabaseSchema schema;
    private final Pooler pooler;

    WatchedPoolCreator(
            Connections connections,
            OwnConnection own,
            TablesDatasource datasource,
            DataSourcesRuntimeConfig config,
            DatabaseSchema schema,
            BatonConfig baton) {
        this.connections = connections;
        this.own = own;
        this.schema = schema;
        this.pooler = baton.database().pooler();
        String name = datasource.name().orElse(DataSourceUtil.DEFAULT_DATASOURCE_NAME);
        this.config = Objects.requireNonNull(config.dataSources().get(name));
    }

    @Override
    public Pool create(Input input) {
        if (pooler == Pooler.TRANSACTION) {
            input.pgConnectOptionsList().forEach(SharedSessions::fit);
        }
        Pool pool = pool(input, databases(input.pgConnectOptionsList()), input.poolOptions());
        Supplier<Future<PgConnectOptions>> databases = databases(input.pgConnectOptionsList());
        Supplier<Future<PgConnectOptions>> untraced = () -> databases.get().map(WatchedPoolCreator::untraced);
        own.openWith(() -> pool(input, untraced, new PoolOptions().setMaxSize(1)));
        return schema.isPublic() || pooler == Pooler.TRANSACTION ? pool : pool.connectHandler(this::extendSearchPath);
    }

    /** The statements of Baton's own connection are part of no trace. */
    private static PgConnectOptions untraced(PgConnectOptions options) {
        PgConnectOptions untraced = new PgConnectOptions(options);
        untraced.setTracingPolicy(TracingPolicy.IGNORE);
        return untraced;
    }

    private Pool pool(Input input, Supplier<Future<PgConnectOptions>> databases, PoolOptions options) {
        return new WatchedDriver(connections).createPool(input.vertx(), databases, options);
    }

    /**
     * Makes the application's own statements find the tables of its components, which are in Baton's schema. Baton's
     * statements do not need it.
     */
    private void extendSearchPath(SqlConnection connection) {
        connection
                .preparedQuery(EXTEND_SEARCH_PATH)
                .execute(Tuple.of(schema.quoted()))
                .onComplete(extended -> connection.close());
    }

    /** A provider of credentials is asked for each connection. */
    private Supplier<Future<PgConnectOptions>> databases(List<PgConnectOptions> options) {
        if (config.credentialsProvider().isEmpty()) {
            return Utils.roundRobinSupplier(options);
        }
        CredentialsProvider provider =
                CredentialsProviderFinder.find(config.credentialsProviderName().orElse(null));
        return new ConnectOptionsSupplier<>(
                provider, config.credentialsProvider().get(), options, PgConnectOptions::new);
    }
}
