package dev.baton.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.Upcast;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A chain of three versions, whose steps rename, split, and add. */
class UpcastingTest {

    private static final String UNLUCKY = "unlucky";

    record PaidV1(String who, int euros) {}

    record PaidV2(String payer, int euros, int cents) {
        @Upcast
        static PaidV2 from(PaidV1 older) {
            return new PaidV2(older.who(), older.euros(), 0);
        }
    }

    record Paid(String payer, @Positive long cents, List<String> notes) {
        @Upcast
        private static Paid from(PaidV2 older) {
            if (UNLUCKY.equals(older.payer())) {
                throw new IllegalStateException("no luck");
            }
            return older.payer() == null
                    ? null
                    : new Paid(older.payer(), older.euros() * 100L + older.cents(), List.of());
        }
    }

    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    private final ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final Catalog catalog = new Catalog(model(), json, VALIDATORS);

    private static BatonModel model() {
        BatonModel model = new BatonModel("shop");
        model.add(EventTypeDescriptor.of("shop.paid.v1", "shop.paid.v1", PaidV1.class, null));
        model.add(EventTypeDescriptor.of("shop.paid.v2", "shop.paid.v1", PaidV2.class, null));
        model.add(EventTypeDescriptor.of("shop.paid.v3", "shop.paid.v1", Paid.class, null));
        model.addUpcaster("shop.paid.v1", "shop.paid.v2", "from");
        model.addUpcaster("shop.paid.v2", "shop.paid.v3", "from");
        return model;
    }

    @Property
    void twoStepsAreTheSecondOfTheFirst(@ForAll String payer, @ForAll @IntRange(min = 1) int euros) {
        PaidV1 oldest = new PaidV1(payer, euros);

        assertThat(read("v1", oldest)).isEqualTo(read("v2", PaidV2.from(oldest)));
        assertThat(read("v1", oldest)).isEqualTo(Paid.from(PaidV2.from(oldest)));
    }

    @Property
    void theSameContentGivesTheSameInEveryVersion(@ForAll String payer, @ForAll @IntRange(min = 1) int euros) {
        Record newest = read("v3", new Paid(payer, euros * 100L, List.of()));

        assertThat(read("v1", new PaidV1(payer, euros))).isEqualTo(newest);
        assertThat(read("v2", new PaidV2(payer, euros, 0))).isEqualTo(newest);
    }

    @Property
    void theNewestIsReadAsItIs(@ForAll String payer, @ForAll @IntRange(min = 1) int cents, @ForAll List<String> notes) {
        Paid paid = new Paid(payer, cents, notes);

        assertThat(read("v3", paid)).isEqualTo(paid);
    }

    @Example
    void onlyTheNewestIsValidated() {
        assertThatThrownBy(() -> read("v1", new PaidV1("ada", 0)))
                .isInstanceOf(EventRejectedException.class)
                .hasMessage("event 4711 of /shop (shop.paid.v1) is not valid: cents must be greater than 0")
                .returns(Reason.INVALID, failure -> ((EventRejectedException) failure).reason());
    }

    @Example
    void anUpcasterThatThrowsRejectsTheEvent() {
        assertThatThrownBy(() -> read("v1", new PaidV1(UNLUCKY, 1)))
                .isInstanceOf(EventRejectedException.class)
                .hasMessageContaining("it can't be upcast to shop.paid.v3: java.lang.IllegalStateException: no luck");
    }

    @Example
    void anUpcasterThatReturnsNullRejectsTheEvent() {
        assertThatThrownBy(() -> read("v2", new PaidV2(null, 1, 1)))
                .isInstanceOf(EventRejectedException.class)
                .hasMessageContaining("UpcastingTest$Paid.from() returned null");
    }

    @Example
    void theCatalogueSaysTheTypeAndTheTopicOfAllVersions() {
        assertThat(catalog.knows("shop.paid.v1")).isTrue();
        assertThat(catalog.knows("shop.paid.v4")).isFalse();
        assertThat(catalog.typeOf(Paid.class)).isEqualTo("shop.paid.v3");
        assertThat(catalog.topicOf(Paid.class)).isEqualTo("shop.paid.v1");
        assertThat(catalog.topicOf("shop.paid.v2")).isEqualTo("shop.paid.v1");
    }

    private Record read(String version, Record data) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId("4711")
                .withSource(URI.create("/shop"))
                .withType("shop.paid." + version)
                .withData("application/json", catalog.write(data))
                .build();
        return catalog.read(event);
    }
}
