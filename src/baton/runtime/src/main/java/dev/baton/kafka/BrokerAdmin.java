package dev.baton.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
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

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
