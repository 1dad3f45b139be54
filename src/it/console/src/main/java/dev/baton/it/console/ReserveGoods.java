package dev.baton.it.console;

import dev.baton.Emits;
import dev.baton.FollowUp;
import dev.baton.PermanentFailureException;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Reserves the goods of an order, and reminds the customer later. */
public class ReserveGoods {

    @Inject
    Warehouse warehouse;

    @Funq
    @Emits({OrderReserved.class, ReminderDue.class})
    public List<Object> reserve(OrderPlaced placed) {
        if (placed.note() != null && warehouse.poison().contains(placed.note())) {
            throw new PermanentFailureException("no goods for " + placed.order());
        }
        if (placed.note() != null && warehouse.absent().contains(placed.note())) {
            throw new IllegalStateException("the warehouse is closed");
        }
        warehouse.reserved().add(placed.order());
        return List.of(
                new OrderReserved(placed.order()),
                FollowUp.of(new ReminderDue(placed.order())).withDelay(Duration.ofDays(1)));
    }
}
