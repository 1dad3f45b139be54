package dev.baton.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** The one client of this process that asks the broker about itself, its topics included. It is made when it is first asked for. */
@Singleton
class BrokerAdmin {

    private final KafkaSettings settings;
    private Admin admin;

    BrokerAdmin(KafkaSettings settings) {
        this.settings = settings;
    }

    /** @throws KafkaException when the broker's name can't be resolved, for example */
    synchronized Admin get() {
        if (admin == null) {
            admin = Admin.create(settings.admin());
        }
        return admin;
    }

    /** Asks for a topic; fails when it is missing, or when this process may not see it. */
    CompletionStage<?> describe(String topic) {
        return get().describeTopics(List.of(topic)).allTopicNames().toCompletionStage();
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
