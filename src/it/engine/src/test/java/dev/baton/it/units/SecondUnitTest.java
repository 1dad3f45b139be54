package dev.baton.it.units;

import dev.baton.it.units.orders.Order;
import io.quarkus.funqy.Funq;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The default persistence unit, whose packages do not include Baton's, and a named one. */
class SecondUnitTest extends TwoUnits {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            application(Take.class).overrideConfigKey("quarkus.hibernate-orm.packages", Order.class.getPackageName());

    @Inject
    Mutiny.SessionFactory orders;

    @Override
    Mutiny.SessionFactory factory() {
        return orders;
    }

    /** Takes orders. */
    public static class Take {

        @Inject
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
