package dev.baton.runtime.sql.reactive;

import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.credentials.runtime.CredentialsProviderFinder;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.runtime.DataSourceRuntimeConfig;
import io.quarkus.datasource.runtime.DataSourcesRuntimeConfig;
import io.quarkus.reactive.datasource.runtime.ConnectOptionsSupplier;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.impl.Utils;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Creates the pool of the datasource with Baton's tables, as Quarkus would, but with watched connections. The build
 * adds this bean unless the application has a creator of its own.
 */
public class WatchedPoolCreator implements PgPoolCreator {

    private final Connections connections;
    private final DataSourceRuntimeConfig config;

    WatchedPoolCreator(Connections connections, TablesDatasource datasource, DataSourcesRuntimeConfig config) {
        this.connections = connections;
        String name = datasource.name().orElse(DataSourceUtil.DEFAULT_DATASOURCE_NAME);
        this.config = Objects.requireNonNull(config.dataSources().get(name));
    }

    @Override
    public Pool create(Input input) {
        return new WatchedDriver(connections)
                .createPool(input.vertx(), databases(input.pgConnectOptionsList()), input.poolOptions());
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
