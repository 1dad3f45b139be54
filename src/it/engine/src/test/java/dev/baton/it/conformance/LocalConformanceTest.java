package dev.baton.it.conformance;

import dev.baton.testkit.FunctionTestkit;
import io.cloudevents.CloudEvent;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that the test kit delivers in one micro-batch. */
class LocalConformanceTest extends DeliveryConformance {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application();

    @Inject
    FunctionTestkit testkit;

    @Override
    Trigger trigger() {
        return new Trigger() {
            @Override
            public void send(List<CloudEvent> events) {
                testkit.handleAll(events);
            }

            @Override
            public boolean keepsWhatFails() {
                return true;
            }

            @Override
            public boolean keepsWhatCannotBeRead() {
                return true;
            }
        };
    }
}
