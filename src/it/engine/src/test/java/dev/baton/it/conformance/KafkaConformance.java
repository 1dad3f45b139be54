package dev.baton.it.conformance;

import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.KafkaBinding;
import dev.baton.it.delivery.Broker;
import io.cloudevents.CloudEvent;
import io.quarkus.test.QuarkusUnitTest;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Events that come from a topic. Each group protocol has a subclass. */
abstract class KafkaConformance extends DeliveryConformance {

    static QuarkusUnitTest kafkaApplication() {
        return application(Broker.class, KafkaConformance.class);
    }

    @Override
    Trigger trigger() {
        return new Trigger() {
            @Override
            public void send(List<CloudEvent> events) {
                String topic = events.get(0).getType();
                try (Broker broker = new Broker(bootstrapServers)) {
                    events.forEach(event -> broker.send(record(topic, event)));
                }
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

    private static ProducerRecord<String, byte[]> record(String topic, CloudEvent event) {
        RecordHeaders headers = new RecordHeaders();
        byte[] value = KafkaBinding.write(Event.of(event), headers);
        return new ProducerRecord<>(topic, null, event.getSubject(), value, headers);
    }
}
