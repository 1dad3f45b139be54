package dev.baton.it.console;

import dev.baton.EventType;
import java.time.Instant;

/** The stock is to be counted. */
@EventType("shop.stock.counted.v1")
public record StockCounted(Instant at) {}
