package dev.baton.it.devservices;

import io.vertx.ext.web.Router;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** An endpoint that returns which services an application has. */
@ApplicationScoped
public class ServicesEndpoint {

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String databaseUrl;

    void routes(@Observes Router router) {
        router.get("/version").handler(request -> request.end("Version 1"));
        router.get("/services")
                .handler(request ->
                        request.end("kafka.bootstrap.servers=" + bootstrapServers + " reactive.url=" + databaseUrl));
        router.get("/mark").handler(request -> pool.query("create table marked_before_reload (n int)")
                .execute()
                .subscribe()
                .with(done -> request.end("marked"), request::fail));
        router.get("/tables").handler(request -> pool.query(
                        "select table_name from information_schema.tables where table_schema = 'public'")
                .execute()
                .subscribe()
                .with(
                        rows -> request.end(StreamSupport.stream(rows.spliterator(), false)
                                .map((Row row) -> row.getString(0))
                                .collect(Collectors.joining(" "))),
                        request::fail));
    }
}
