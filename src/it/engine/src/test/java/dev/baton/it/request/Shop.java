package dev.baton.it.request;

import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.it.Tables;
import io.quarkus.funqy.Funq;
import jakarta.validation.constraints.Positive;

/** An application that answers in two steps: placed, priced, confirmed. */
public final class Shop {

    @EventType("shop.placed.v1")
    record Placed(@EventKey String order, @Positive int count) {}

    @EventType("shop.priced.v1")
    record Priced(String order, int cents) {}

    @EventType("shop.confirmed.v1")
    record Confirmed(String order, int cents) {}

    @EventType("shop.refused.v1")
    record Refused(@EventKey String order) {}

    /** The first step. */
    public static class Price {
        @Funq
        public Priced price(Placed placed) {
            return new Priced(placed.order(), placed.count() * 100);
        }
    }

    /** The second step. */
    public static class Confirm {
        @Funq
        public Confirmed confirm(Priced priced) {
            return new Confirmed(priced.order(), priced.cents());
        }
    }

    static final Class<?>[] CLASSES = {
        Shop.class, Tables.class, Placed.class, Priced.class, Confirmed.class, Refused.class, Price.class, Confirm.class
    };

    private Shop() {}
}
