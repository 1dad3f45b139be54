package dev.baton.it.console;

import dev.baton.EventKey;
import dev.baton.EventType;

/** The goods of an order are reserved. */
@EventType("shop.order.reserved.v1")
public record OrderReserved(@EventKey String order) {}
