package dev.baton.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class Rfc3339PropertiesTest {

    @Property
    void whatJavaWritesIsRead(@ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long seconds) {
        Instant time = Instant.ofEpochSecond(seconds, Math.floorMod(seconds * 31, 1_000_000_000L));

        assertThat(Rfc3339.parse(time.toString()).toInstant()).isEqualTo(time);
    }
}
