package dev.baton.it.amqp;

import dev.baton.embedded.Port;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A real AMQP broker in this process. */
public class Artemis implements QuarkusTestResourceLifecycleManager {

    /** When it is on, it calls a method of {@code Subject} that JDK 24 and later do not support. */
    private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

    static final String QUEUE = "measurements";
    private static final String DEAD_LETTERS = "measurements.dead";

    private static EmbeddedActiveMQ broker;

    @Override
    public Map<String, String> start() {
        int port = Port.free();
        AUDIT.setLevel(Level.OFF);
        try {
            Configuration configuration = new ConfigurationImpl()
                    .setPersistenceEnabled(false)
                    .setSecurityEnabled(false)
                    .setJournalDirectory("target/artemis")
                    .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:" + port + "?protocols=AMQP")
                    .addAddressSetting(
                            QUEUE,
                            new AddressSettings()
                                    .setMaxDeliveryAttempts(2)
                                    .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS)))
                    .addQueueConfiguration(QueueConfiguration.of(DEAD_LETTERS)
                            .setAddress(DEAD_LETTERS)
                            .setRoutingType(RoutingType.ANYCAST)
                            .setDurable(false))
                    .addQueueConfiguration(QueueConfiguration.of(QUEUE)
                            .setAddress(QUEUE)
                            .setRoutingType(RoutingType.ANYCAST)
                            .setDurable(false));
            broker = new EmbeddedActiveMQ().setConfiguration(configuration).start();
        } catch (Exception e) {
            throw new IllegalStateException("the AMQP broker does not start", e);
        }
        return Map.of("amqp-host", "127.0.0.1", "amqp-port", Integer.toString(port));
    }

    /** Returns how many messages of the queue were acknowledged. */
    static long acknowledged() {
        return queue().getMessagesAcknowledged();
    }

    /** Returns how many messages are in the queue, or are delivered and not acknowledged. */
    static long messages() {
        return queue().getMessageCount();
    }

    /** Returns how many messages were rejected so often that the broker removed them from the queue. */
    static long refused() {
        return queue(DEAD_LETTERS).getMessageCount();
    }

    private static Queue queue() {
        return queue(QUEUE);
    }

    private static Queue queue(String name) {
        return broker.getActiveMQServer().locateQueue(SimpleString.of(name));
    }

    @Override
    public void stop() {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the AMQP broker does not stop", e);
        }
    }
}
