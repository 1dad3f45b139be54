package dev.baton.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TypeVersionTest {

    @Test
    void theSuffixIsTheVersion() {
        assertThat(TypeVersion.of("chat.message.posted.v12")).hasValue(new TypeVersion("chat.message.posted", 12));
        assertThat(new TypeVersion("chat.message.posted", 2).previous()).isEqualTo("chat.message.posted.v1");
        assertThat(TypeVersion.of("chat.v1.v2")).hasValue(new TypeVersion("chat.v1", 2));
    }

    @Test
    void whatHasNoSuchSuffixHasNoVersions() {
        for (String type : new String[] {"chat", "v1", ".v1", "chat.v0", "chat.v01", "chat.v", "chat.v1x", "chat.V1"}) {
            assertThat(TypeVersion.of(type)).as(type).isEmpty();
        }
    }

    @Test
    void aModelKnowsWhatIsTooNewForAFunction() {
        BatonModel model = new BatonModel("shop");
        BatonFunction function = new BatonFunction(
                "shop",
                "ship",
                EventTypeDescriptor.of("shop.paid.v2", "shop.paid.v2", Paid.class, null),
                Set.of(),
                false,
                null,
                null);

        assertThat(model.isTooNew(function, "shop.paid.v3")).isTrue();
        assertThat(model.isTooNew(function, "shop.paid.v2")).isFalse();
        assertThat(model.isTooNew(function, "shop.paid.v1")).isFalse();
        assertThat(model.isTooNew(function, "shop.sent.v3")).isFalse();
        assertThat(model.isTooNew(function, "shop.paid")).isFalse();
        assertThat(model.isVersion(function, "shop.paid.v1")).isTrue();
        assertThat(model.isVersion(function, "shop.sent.v1")).isFalse();
    }

    record Paid() {}
}
