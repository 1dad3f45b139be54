package dev.baton.it.console;

import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;

/** Reminds the customer of an order. */
public class RemindCustomer {

    @Inject
    Warehouse warehouse;

    @Funq
    public void remind(ReminderDue due) {
        warehouse.reserved().add("reminded " + due.order());
    }
}
