package dev.baton.it.conformance;

import io.cloudevents.CloudEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.ce.impl.DefaultIncomingCloudEventMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that come from a SmallRye channel of any connector. */
class InMemoryConformanceTest extends DeliveryConformance {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application()
            .overrideConfigKey("baton.functions.work.channel", "tasks")
            .overrideConfigKey("mp.messaging.incoming.tasks.connector", InMemoryConnector.CONNECTOR);

    @Inject
    @Connector(InMemoryConnector.CONNECTOR)
    InMemoryConnector connector;

    @Override
    Trigger trigger() {
        return new Trigger() {
            @Override
            public void send(List<CloudEvent> events) {
                events.forEach(event -> connector.source("tasks").send(message(event)));
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

    private static Message<byte[]> message(CloudEvent event) {
        Map<String, Object> extensions = new HashMap<>();
        event.getExtensionNames().forEach(name -> extensions.put(name, event.getExtension(name)));
        byte[] data = event.getData() == null ? new byte[0] : event.getData().toBytes();
        return Message.of(
                data,
                Metadata.of(new DefaultIncomingCloudEventMetadata<>(
                        event.getSpecVersion().toString(),
                        event.getId(),
                        event.getSource(),
                        event.getType(),
                        event.getDataContentType(),
                        event.getDataSchema(),
                        event.getSubject(),
                        Optional.ofNullable(event.getTime())
                                .map(OffsetDateTime::toZonedDateTime)
                                .orElse(null),
                        extensions,
                        data)));
    }
}
