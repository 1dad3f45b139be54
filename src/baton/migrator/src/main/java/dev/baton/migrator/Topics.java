package dev.baton.migrator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * The topics that a component lists in {@code db/<component>/topics.txt}, each on a line with its name and its number
 * of partitions.
 */
final class Topics {

    private final Map<String, Object> client;
    private final Optional<Short> replication;

    /**
     * @param environment the environment variables {@code KAFKA_BOOTSTRAP_SERVERS}, other Kafka client settings with
     *     names of this form, and {@code BATON_KAFKA_REPLICATION_FACTOR} (default: the broker's)
     */
    Topics(Map<String, String> environment, int secondsToWait) {
        this.client = client(environment, secondsToWait * 1000);
        this.replication = Optional.ofNullable(environment.get("BATON_KAFKA_REPLICATION_FACTOR"))
                .filter(value -> !value.isBlank())
                .map(Topics::replicationFactor);
    }

    /** Creates the component's missing topics and returns their names. */
    List<String> create(String component, ClassLoader classLoader) {
        List<NewTopic> wanted = read(Components.folder(component) + "/topics.txt", classLoader);
        try (Admin admin = Admin.create(client)) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = wanted.stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .toList();
            for (KafkaFuture<Void> each : admin.createTopics(missing).values().values()) {
                awaitCreation(each);
            }
            return missing.stream().map(NewTopic::name).toList();
        } catch (ExecutionException | KafkaException e) {
            throw new MigrationException(
                    "Cannot create topics on the Kafka broker at %s (KAFKA_BOOTSTRAP_SERVERS): %s"
                            .formatted(client.get("bootstrap.servers"), reason(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException("Interrupted while creating topics", e);
        }
    }

    private static @Nullable String reason(Exception e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    private static void awaitCreation(KafkaFuture<Void> creation) throws ExecutionException, InterruptedException {
        try {
            creation.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private List<NewTopic> read(String resource, ClassLoader classLoader) {
        try (InputStream in = classLoader.getResourceAsStream(resource)) {
            if (in == null) {
                return List.of();
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").trim())
                    .filter(line -> !line.isEmpty())
                    .map(line -> topic(resource, line))
                    .toList();
        } catch (IOException e) {
            throw new MigrationException("Cannot read " + resource + ": " + e.getMessage(), e);
        }
    }

    private NewTopic topic(String resource, String line) {
        String[] words = line.split("\\s+");
        if (words.length != 2 || !words[1].matches("[1-9][0-9]{0,4}")) {
            throw new MigrationException(
                    "%s: a line must be '<topic> <partitions>' but was '%s'".formatted(resource, line));
        }
        return new NewTopic(words[0], Optional.of(Integer.parseInt(words[1])), replication);
    }

    private static Short replicationFactor(String value) {
        try {
            return Short.valueOf(value);
        } catch (NumberFormatException e) {
            throw new MigrationException(
                    "BATON_KAFKA_REPLICATION_FACTOR must be a whole number but was '%s'".formatted(value), e);
        }
    }

    private static Map<String, Object> client(Map<String, String> environment, int patience) {
        Map<String, Object> settings = new HashMap<>();
        environment.forEach((name, value) -> {
            String setting =
                    name.toLowerCase(Locale.ROOT).replaceFirst("^kafka_", "").replace('_', '.');
            if (name.startsWith("KAFKA_") && AdminClientConfig.configNames().contains(setting)) {
                settings.put(setting, value);
            }
        });
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }
}
