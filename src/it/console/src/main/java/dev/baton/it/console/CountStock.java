package dev.baton.it.console;

import dev.baton.Cron;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;

/** Counts the stock once a year. */
public class CountStock {

    @Inject
    Warehouse warehouse;

    @Funq
    @Cron("0 0 1 1 *")
    public void count(StockCounted counted) {
        warehouse.reserved().add("counted");
    }
}
