package dev.baton.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersistenceUnitTest {

    @Test
    void theDefaultUnitIsMeantUnlessAnotherOneIsConfigured() {
        assertThat(unit(null, true).name()).isEmpty();
        assertThat(unit(null, true, "audit").name()).isEmpty();
        assertThat(unit("audit", true, "audit").name()).contains("audit");
        assertThat(unit("<default>", true, "audit").name()).isEmpty();
    }

    @Test
    void theOnlyNamedUnitIsMeant() {
        assertThat(unit(null, false, "orders").name()).contains("orders");
        assertThat(unit("orders", false, "audit", "orders").name()).contains("orders");
    }

    @Test
    void severalNamedUnitsFailTheBuild() {
        assertThatThrownBy(() -> unit(null, false, "orders", "audit"))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContainingAll("[audit, orders]", "Set baton.database.persistence-unit to one of them");
    }

    @Test
    void aUnitThatTheApplicationDoesNotHaveFailsTheBuild() {
        assertThatThrownBy(() -> unit("stock", true, "audit"))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContainingAll("baton.database.persistence-unit is 'stock'", "[<default>, audit]");
        assertThatThrownBy(() -> unit("<default>", false, "audit")).isInstanceOf(WrongUseException.class);
    }

    private static PersistenceUnitBuildItem unit(String configured, boolean withDefault, String... named) {
        return PersistenceUnitBuildItem.of(Optional.ofNullable(configured), withDefault, Set.of(named));
    }
}
