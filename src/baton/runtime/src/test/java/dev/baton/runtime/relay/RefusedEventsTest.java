package dev.baton.runtime.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.outbox.OutboxRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedEventsTest {

    private static final Instant NOW = Instant.parse("2017-01-01T00:10:00Z");

    /** A time that Java's own parser rejects is still a valid time. */
    @ParameterizedTest
    @CsvSource({
        "2017-01-01T00:09:59Z, PT1M",
        "2017-01-01T00:00:00.000000000000Z, PT10M",
        "2016-12-31T23:59:60Z, PT10M0.000000001S",
        "2017-01-01t00:00:00z, PT10M",
        "2016-12-31T12:00:00Z, PT1H",
        "yesterday, PT1M"
    })
    void thePauseIsAsLongAsTheEventIsOld(String time, Duration pause) {
        OutboxRow event = new OutboxRow("t", null, Map.of("id", "1", "time", time), new byte[0], null);

        assertThat(RefusedEvents.pause(event, NOW)).isEqualTo(pause);
    }
}
