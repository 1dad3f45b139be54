package dev.baton.runtime.delivery;

import dev.baton.PermanentFailureException;
import dev.baton.runtime.delivery.Outcome.Handled;
import dev.baton.runtime.outbox.OutboxRow;
import dev.baton.runtime.sql.Transaction;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In place of the step that calls the function through CDI: the function inserts a row, and returns a follow-up. */
final class GatedInvoke extends Invoke {

    static final String POINT = "invoke";
    static final String FAIL = "fail";
    static final String FAIL_PERMANENTLY = "fail permanently";

    private final Gate gate;

    GatedInvoke(Gate gate) {
        super(null);
        this.gate = gate;
    }

    @Override
    public Uni<Void> apply(Batch batch, Transaction transaction) {
        List<Delivery> pending = batch.pending();
        if (pending.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        switch (gate.pause(POINT)) {
            case FAIL -> throw new IllegalArgumentException("failed");
            case FAIL_PERMANENTLY -> throw new PermanentFailureException("failed permanently");
            default -> pending.forEach(delivery -> handle(delivery, transaction));
        }
        return Uni.createFrom().voidItem();
    }

    private static void handle(Delivery delivery, Transaction transaction) {
        String id = delivery.event().event().getId();
        transaction
                .sql()
                .execute("insert into effect (event) values ($1)", id)
                .await()
                .indefinitely();
        delivery.end(new Handled(List.of(followUp(id)), Optional.empty()));
    }

    static OutboxRow followUp(String event) {
        Map<String, String> attributes =
                Map.of("specversion", "1.0", "id", event, "source", "/model", "type", "model.followed.v1");
        return new OutboxRow("model.followed.v1", event.substring(0, 1), attributes, new byte[0], null);
    }
}
