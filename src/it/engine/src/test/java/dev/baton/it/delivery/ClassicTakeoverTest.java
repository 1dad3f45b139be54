package dev.baton.it.delivery;

import io.quarkus.test.QuarkusUnitTest;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The classic protocol, which all brokers support. */
class ClassicTakeoverTest extends TakeoverTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application();

    @Override
    Map<String, Object> protocol() {
        return Map.of("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    }
}
