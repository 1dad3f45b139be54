package dev.baton.triggers;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedException;
import dev.baton.embedded.Placement;
import dev.baton.triggers.error.TriggersException;
import dev.baton.triggers.manifest.KafkaSink;
import dev.baton.triggers.manifest.SinkFiles;
import dev.baton.triggers.manifest.Trigger;
import dev.baton.triggers.manifest.TriggerFiles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The program that runs the Triggers of a directory until Ctrl-C. It prints the environment variables that connect an
 * application to them.
 */
public final class Standalone {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Standalone() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %4$s [%3$s] %5$s%n");
        Standalone standalone = new Standalone();
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::stop, "stop"));
        try {
            standalone.start(StandaloneOptions.parse(arguments));
        } catch (TriggersException | EmbeddedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    /** Reads the files first, so that an error in them is reported before anything starts. */
    private void start(StandaloneOptions options) {
        List<KafkaSink> sinks = SinkFiles.read(options.triggers());
        TriggerFiles files = TriggerFiles.in(options.triggers(), options.addresses(sinks), options.brokerClass());
        List<Trigger> triggers = files.triggers();
        String kafka = options.kafka().orElseGet(() -> embeddedKafka(options));
        TriggerBroker broker = TriggerBroker.start(TriggerBroker.Settings.of(kafka, options.port()), triggers, sinks);
        parts.push(broker);
        triggers.forEach(trigger -> System.out.printf("# %s -> %s%n", trigger.name(), trigger.subscriber()));
        System.out.println("# Broker class " + files.brokerClass().title());
        System.out.println("export K_SINK=" + broker.ingress());
        System.out.println("export KAFKA_BOOTSTRAP_SERVERS=" + kafka);
        System.out.println("# Local triggers run until Ctrl-C. Not a production broker.");
    }

    private String embeddedKafka(StandaloneOptions options) {
        Placement placement =
                options.directory().map(Placement.temporary()::keptIn).orElse(Placement.temporary());
        EmbeddedBroker kafka = new EmbeddedBroker(placement, Map.of()).start();
        parts.push(kafka);
        return kafka.bootstrapServers();
    }

    private void stop() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("Could not stop cleanly: " + e);
            }
        }
    }
}
