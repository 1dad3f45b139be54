package dev.baton.it.delivery;

import dev.baton.EventKey;
import dev.baton.EventType;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An application whose function holds an event until a test lets it continue. */
public final class Holding {

    static final String TOPIC = "holding.task.v1";

    /**
     * The prefix of a name that continues with a file name: the function waits until the file exists, and first creates
     * {@code FILE.begun}.
     */
    static final String UNTIL = "until:";

    static final Set<String> WAITING = ConcurrentHashMap.newKeySet();
    static final Set<String> BEGUN = ConcurrentHashMap.newKeySet();
    static final Set<String> DONE = ConcurrentHashMap.newKeySet();

    @EventType(TOPIC)
    record Task(@EventKey String name) {}

    /** Handles a task as soon as it may. */
    public static class Hold {
        @Funq
        public Uni<Void> hold(Task task) throws IOException {
            if (BEGUN.add(task.name()) && task.name().startsWith(UNTIL)) {
                Files.createFile(Path.of(task.name().substring(UNTIL.length()) + ".begun"));
            }
            return end(task);
        }

        private static Uni<Void> end(Task task) {
            if (waits(task.name())) {
                return Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(10))
                        .chain(() -> end(task));
            }
            DONE.add(task.name());
            return Uni.createFrom().voidItem();
        }

        private static boolean waits(String name) {
            return WAITING.contains(name)
                    || name.startsWith(UNTIL) && !Files.exists(Path.of(name.substring(UNTIL.length())));
        }
    }

    static final Class<?>[] CLASSES = {Holding.class, Task.class, Hold.class};

    private Holding() {}

    /** @param partition null: that of the name */
    static ProducerRecord<String, byte[]> task(Integer partition, String name) {
        byte[] data = "{\"name\":\"%s\"}".formatted(name).getBytes(StandardCharsets.UTF_8);
        return Broker.binary(
                new ProducerRecord<>(TOPIC, partition, name, data), name, "/test/holding", "application/json");
    }
}
