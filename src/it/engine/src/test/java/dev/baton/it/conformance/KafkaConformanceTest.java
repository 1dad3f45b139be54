package dev.baton.it.conformance;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The classic group protocol. */
class KafkaConformanceTest extends KafkaConformance {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = kafkaApplication();
}
