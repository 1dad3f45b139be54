package dev.baton.it.delivery;

import io.quarkus.test.QuarkusUnitTest;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The protocol of KIP-848, by which the broker assigns the partitions. */
class ConsumerProtocolTakeoverTest extends TakeoverTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application()
            .overrideConfigKey("kafka.group.protocol", "consumer")
            .overrideConfigKey("kafka.session.timeout.ms", "9000");

    @Override
    Map<String, Object> protocol() {
        return Map.of("group.protocol", "consumer");
    }
}
