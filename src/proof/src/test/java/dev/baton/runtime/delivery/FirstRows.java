package dev.baton.runtime.delivery;

import dev.baton.proof.model.Scenario;
import dev.baton.runtime.deadletter.FailedEvent;
import dev.baton.runtime.deadletter.Failure;
import dev.baton.runtime.deadletter.FailureTimes;
import dev.baton.runtime.outbox.Outbox;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.retry.Retries;
import dev.baton.runtime.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stores the rows with which a scenario starts. */
record FirstRows(Scenario scenario, RealWorker any, Sql sql) {

    void store() {
        storeDelayed();
        scenario.waiting().forEach(this::storeWaiting);
    }

    private void storeDelayed() {
        Instant time = Instant.parse("2200-01-01T00:00:00Z");
        List<OutboxRow> rows = new ArrayList<>();
        for (String event : scenario.delayed()) {
            OutboxRow row = GatedInvoke.followUp(event);
            time = time.plusSeconds(1);
            rows.add(new OutboxRow(row.topic(), row.key(), row.attributes(), row.data(), time));
        }
        if (!rows.isEmpty()) {
            any.bean(Outbox.class).store(sql, rows).await().indefinitely();
        }
    }

    private void storeWaiting(String event, int attempts) {
        Retries retries = any.bean(Retries.class);
        FailedEvent row =
                new FailedEvent(RealWorker.FUNCTION, RealWorker.event(event), Scenario.key(event), "model", attempts);
        Uni<Void> stored = attempts == 0
                ? retries.park(sql, RealWorker.FUNCTION, List.of(row))
                : retries.leave(
                        sql,
                        row,
                        Failure.of(new IllegalStateException("failed before")),
                        new FailureTimes(Instant.now(), Instant.now()),
                        Duration.ZERO);
        stored.await().indefinitely();
    }
}
