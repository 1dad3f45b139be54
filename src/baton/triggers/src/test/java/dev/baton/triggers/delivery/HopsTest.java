package dev.baton.triggers.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cloudevents.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopsTest {

    private final Event event =
            Event.stored(Map.of("specversion", "1.0", "id", "1", "source", "/test", "type", "t"), null);

    @Test
    void anEventEntersWith255AndIsShownWithout() {
        Event stored = Hops.entered(event).orElseThrow();

        assertThat(stored.getExtension("knativebrokerttl")).isEqualTo("255");
        assertThat(Hops.hidden(stored)).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "", "1.5", "99999999999"})
    void whatIsNoIntegerCountsAsMissing(String hops) {
        assertThat(Hops.entered(with(hops)).orElseThrow().getExtension("knativebrokerttl"))
                .isEqualTo("255");
    }

    @Test
    void itIsOneLessEachTimeAndThenItIsRefused() {
        assertThat(Hops.entered(with("2")).orElseThrow().getExtension("knativebrokerttl"))
                .isEqualTo("1");
        assertThat(Hops.entered(with("1"))).isEmpty();
        assertThat(Hops.entered(with("0"))).isEmpty();
        assertThat(Hops.entered(with("-2147483648"))).isEmpty();
    }

    @Test
    void aReplyHasAsManyAsItsEventWhateverItSays() {
        assertThat(Hops.reply(with("200"), with("3")).getExtension("knativebrokerttl"))
                .isEqualTo("3");
    }

    private Event with(String hops) {
        return event.withExtension("knativebrokerttl", hops);
    }
}
