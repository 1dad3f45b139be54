package dev.baton.deployment.schedule;

import io.vertx.ext.web.Router;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Tells a test what the functions of the application have handled. */
@ApplicationScoped
public class CleaningEndpoint {

    @Inject
    Pool pool;

    void routes(@Observes Router router) {
        router.get("/version").handler(request -> request.end("Version 1"));
        router.get("/handled").handler(request -> pool.query("select id from baton_inbox order by handled_at")
                .execute()
                .subscribe()
                .with(
                        rows -> request.end(StreamSupport.stream(rows.spliterator(), false)
                                .map((Row row) -> row.getString(0))
                                .collect(Collectors.joining(" "))),
                        request::fail));
    }
}
