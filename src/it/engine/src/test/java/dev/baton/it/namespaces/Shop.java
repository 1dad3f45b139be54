package dev.baton.it.namespaces;

import dev.baton.EventKey;
import dev.baton.EventType;
import io.quarkus.funqy.Funq;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** An application that sells and ships. Two of them, in two namespaces, share broker and database. */
public final class Shop {

    static final int ORDERS = 20;

    @EventType("shop.sale.begun.v1")
    record Sale(@EventKey String name) {}

    @EventType("shop.order.placed.v1")
    record Placed(@EventKey String order) {}

    @EventType("shop.order.shipped.v1")
    record Shipped(@EventKey String order) {}

    /** Places the orders of a sale. */
    public static class Sell {
        @Funq
        public List<Placed> sell(Sale sale) {
            return IntStream.range(0, ORDERS)
                    .mapToObj(number -> new Placed(sale.name() + "-" + number))
                    .toList();
        }
    }

    /** Ships an order, unless this process fails on it. */
    public static class Ship {
        @ConfigProperty(name = "shop.fails-on", defaultValue = "none")
        String failsOn;

        @Funq
        public Shipped ship(Placed placed) {
            if (placed.order().equals(failsOn)) {
                throw new IllegalStateException("no parcel fits");
            }
            return new Shipped(placed.order());
        }
    }

    static final Class<?>[] CLASSES = {Shop.class, Sale.class, Placed.class, Shipped.class, Sell.class, Ship.class};

    private Shop() {}
}
