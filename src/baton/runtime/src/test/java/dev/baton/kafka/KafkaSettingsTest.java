package dev.baton.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.routing.BatonRecorder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    private static KafkaSettings of(Map<String, Object> application) {
        return new KafkaSettings(application, new BatonRecorder().model("shop").getValue());
    }

    @Test
    void anApplicationCannotTakeAwayWhatExactlyOnceRestsOn() {
        Map<String, Object> consumer = of(Map.of(
                        "enable.auto.commit", "true", "isolation.level", "read_uncommitted", "group.id", "another"))
                .consumer("ship");

        assertThat(consumer)
                .containsEntry("enable.auto.commit", false)
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("group.id", "shop.ship")
                .containsEntry("client.id", "baton-shop.ship");
    }

    @Test
    void whatIsOnlyADefaultIsTheApplicationsToChoose() {
        Map<String, Object> application = Map.of("max.poll.records", "10", "auto.offset.reset", "latest");

        assertThat(of(application).consumer("ship")).containsAllEntriesOf(application);
    }
}
