package dev.baton.it.conformance;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The group protocol of KIP-848. */
class ConsumerProtocolConformanceTest extends KafkaConformance {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = kafkaApplication().overrideConfigKey("kafka.group.protocol", "consumer");
}
