package dev.baton.it.crash;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/**
 * Gives the application a connection pool in which every call passes {@link Calls}: Baton's calls and those of
 * Hibernate Reactive.
 */
@Singleton
public class WatchedPool implements PgPoolCreator {

    @Override
    public Pool create(Input input) {
        return WatchedClient.of(PgPool.pool(input.vertx(), input.pgConnectOptionsList(), input.poolOptions()));
    }
}
