package dev.baton.it.units;

import dev.baton.it.units.orders.Order;
import io.quarkus.funqy.Funq;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two named persistence units, and no default one. */
class NamedUnitsTest extends TwoUnits {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application(Take.class)
            .overrideConfigKey("quarkus.hibernate-orm.orders.datasource", "<default>")
            .overrideConfigKey("quarkus.hibernate-orm.orders.packages", Order.class.getPackageName())
            .overrideConfigKey("quarkus.hibernate-orm.orders.schema-management.strategy", "none")
            .overrideConfigKey("baton.database.persistence-unit", "orders");

    @Inject
    @PersistenceUnit("orders")
    Mutiny.SessionFactory orders;

    @Override
    Mutiny.SessionFactory factory() {
        return orders;
    }

    /** Takes orders. */
    public static class Take {

        @Inject
        @PersistenceUnit("orders")
        Mutiny.SessionFactory orders;

        @Inject
        @PersistenceUnit("audit")
        Mutiny.SessionFactory audit;

        @Funq
        public Uni<Void> take(Placed placed) {
            return TwoUnits.take(placed, orders, audit);
        }
    }
}
