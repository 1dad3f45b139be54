package dev.baton.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.EventData;
import dev.baton.EventRejectedException;
import dev.baton.cloudevents.Event;
import jakarta.validation.Validation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawDataTest {

    record Note(@EventData String text) {}

    record Latin(
            @EventData("text/plain; charset=ISO-8859-1") String text) {}

    record Photo(@EventData byte[] bytes) {}

    record Order(String id) {}

    private final Catalog catalog = catalog();

    private static Catalog catalog() {
        BatonModel model = new BatonModel("shop");
        model.add(EventTypeDescriptor.of("note", "note", Note.class, null));
        model.add(EventTypeDescriptor.of("latin", "latin", Latin.class, null));
        model.add(EventTypeDescriptor.of("photo", "photo", Photo.class, null));
        model.add(EventTypeDescriptor.of("order", "order", Order.class, null));
        return new Catalog(model, new ObjectMapper(), Validation.buildDefaultValidatorFactory());
    }

    @Test
    void emptyTextIsText() {
        byte[] written = catalog.write(new Note(""));

        assertThat(written).isEmpty();
        assertThat(catalog.read(event("note", written))).isEqualTo(new Note(""));
        assertThat(((Photo) catalog.read(event("photo", new byte[0]))).bytes()).isEmpty();
        assertThat(catalog.read(event("note", null))).isEqualTo(new Note(""));
    }

    @Test
    void dataOfZeroBytesIsNotJson() {
        assertThatThrownBy(() -> catalog.read(event("order", new byte[0])))
                .isInstanceOf(EventRejectedException.class)
                .hasMessageContaining("it has no data");
    }

    @Test
    void textIsWrittenInItsCharset() {
        assertThat(catalog.write(new Latin("\u00fc"))).containsExactly(0xFC);
        assertThat(catalog.write(new Note("\u20ac"))).isEqualTo("\u20ac".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void textThatItsCharsetCannotEncodeFailsPermanently() {
        assertThatThrownBy(() -> catalog.write(new Latin("5 \u20ac")))
                .isInstanceOf(EventRejectedException.class)
                .hasMessageContainingAll(Latin.class.getName(), "ISO-8859-1", "@EventData")
                .hasMessageNotContaining("\u20ac");
        assertThatThrownBy(() -> catalog.write(new Note("a\uD83D"))).isInstanceOf(EventRejectedException.class);
    }

    private static Event event(String type, byte[] data) {
        return Event.of(Map.of("specversion", "1.0", "id", "1", "source", "/shop", "type", type), data);
    }
}
