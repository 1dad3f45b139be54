package dev.baton.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceTest {

    private static final String LONGEST = "n".repeat(63);

    @ParameterizedTest
    @ValueSource(strings = {"chat", "7", "shop-eu.v2_b", "a"})
    void aNameThatFitsIsTheNamespace(String name) {
        assertThat(NamespaceBuildItem.of(Optional.of(name), "other").name()).isEqualTo(name);
        assertThat(NamespaceBuildItem.of(Optional.empty(), name).name()).isEqualTo(name);
    }

    @Test
    void aNameHasAtMost63Characters() {
        assertThat(NamespaceBuildItem.of(Optional.of(LONGEST), "other").name()).isEqualTo(LONGEST);
        assertRefused(LONGEST + "n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Shop", "-shop", ".shop", "_shop", "shop/eu", "shop eu", "größe", "shop\n", "<<unset>>"
            })
    void aNameThatDoesNotFitFailsTheBuild(String name) {
        assertRefused(name);
    }

    private static void assertRefused(String name) {
        assertThatThrownBy(() -> NamespaceBuildItem.of(Optional.of(name), "shop"))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContainingAll(
                        "baton.namespace is '" + name + "'", "[a-z0-9][a-z0-9._-]{0,62}", "Set baton.namespace");
        assertThatThrownBy(() -> NamespaceBuildItem.of(Optional.empty(), name))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContainingAll("quarkus.application.name is '" + name + "'", "Set baton.namespace");
    }
}
