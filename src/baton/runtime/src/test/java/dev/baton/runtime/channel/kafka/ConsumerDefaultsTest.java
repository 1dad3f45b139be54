package dev.baton.runtime.channel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsumerDefaultsTest {

    @Test
    void aPollMayWaitForARevokedPartitionAndItsCommit() {
        assertThat(ConsumerDefaults.pollInterval(Duration.ZERO)).isEqualTo(60_000);
        assertThat(ConsumerDefaults.pollInterval(Duration.ofSeconds(20))).isEqualTo(60_000);
        assertThat(ConsumerDefaults.pollInterval(Duration.ofMinutes(5))).isEqualTo(620_000);
        assertThat(ConsumerDefaults.pollInterval(Duration.ofDays(365))).isEqualTo(Integer.MAX_VALUE);
    }
}
