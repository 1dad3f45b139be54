package dev.baton.chat.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final Connections connections = new Connections();

    @Test
    void theFirstSocketMakesPresentAndTheLastMakesAbsent() {
        connections.opened("ada");
        assertThat(connections.take()).isEqualTo(change(List.of("ada"), List.of()));

        connections.opened("ada");
        connections.closed("ada");
        assertThat(connections.take().isEmpty()).isTrue();

        connections.closed("ada");
        assertThat(connections.take()).isEqualTo(change(List.of(), List.of("ada")));
    }

    @Test
    void whatHappensBetweenTwoWritesCountsByItsEnd() {
        connections.opened("ada");
        connections.closed("ada");
        connections.opened("ada");

        assertThat(connections.take()).isEqualTo(change(List.of("ada"), List.of()));
    }

    @Test
    void aChangeThatFailedIsToldAgainAsItIsThen() {
        connections.opened("ada");
        Connections.Change failed = connections.take();
        connections.closed("ada");
        connections.putBack(failed);

        assertThat(connections.take()).isEqualTo(change(List.of(), List.of("ada")));
    }

    @Test
    void aDatabaseThatForgotIsToldEverything() {
        connections.opened("ada");
        connections.take();

        connections.putBackAll();

        assertThat(connections.take()).isEqualTo(change(List.of("ada"), List.of()));
    }

    private static Connections.Change change(List<String> present, List<String> absent) {
        return new Connections.Change(present, absent);
    }
}
