package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that records spans in its own way, and sets nothing, records those of Baton, too. */
class OwnTelemetryTest extends DirectDeliveryTest {

    static final List<SpanData> SPANS = new CopyOnWriteArrayList<>();

    @Singleton
    public static class Recorder implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            SPANS.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Counting.CLASSES).addClasses(DirectDeliveryTest.class, Recorder.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false");

    @Test
    void itsExporterGetsTheSpansOfADelivery() {
        CloudEvent event = step(1);

        fromTopic(event, 1);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(SPANS).extracting(SpanData::getName).contains("process count-step"));
    }
}
