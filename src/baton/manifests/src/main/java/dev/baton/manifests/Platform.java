package dev.baton.manifests;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What operators settle for an application, beyond what its functions say: {@code platform.yaml}.
 *
 * @param name the namespace, the Broker, and {@code app.kubernetes.io/part-of}
 * @param settings environment of all processes
 * @param functions by name, what one function needs beyond the defaults
 * @param services by name, the processes that are no functions and that others call
 */
public record Platform(
        String name,
        Kafka kafka,
        Network network,
        Resources resources,
        int maxScale,
        Map<String, String> settings,
        Map<String, Extras> functions,
        Map<String, Service> services) {

    /** The brokers, and how topics are made on them; {@code namespace} and {@code cluster} are those of Strimzi. */
    public record Kafka(
            String bootstrapServers,
            List<Integer> ports,
            int partitions,
            int replicationFactor,
            String namespace,
            String cluster) {}

    /** Where processes may connect to, and the namespaces that may connect to them. */
    public record Network(
            List<Integer> databasePorts,
            List<Integer> telemetryPorts,
            List<String> knativeNamespaces,
            String monitoringNamespace) {}

    /** What a process may take. */
    public record Resources(String cpuRequest, String cpuLimit, String memory) {}

    /** What one process needs beyond the defaults; each may be left out. {@code secret} is optional in the cluster, too. */
    public record Extras(String memory, Map<String, String> environment, String secret, List<Integer> connectsTo) {
        static final Extras NONE = new Extras(null, null, null, null);

        public Extras {
            environment = environment == null ? Map.of() : new TreeMap<>(environment);
            connectsTo = connectsTo == null ? List.of() : List.copyOf(connectsTo);
        }
    }

    /** A process that others call, such as a gateway. {@code liveTopics}: what it reads from Kafka in any case. */
    public record Service(int replicas, List<String> liveTopics, Extras extras) {
        public Service {
            liveTopics = liveTopics == null ? List.of() : List.copyOf(liveTopics);
            extras = extras == null ? Extras.NONE : extras;
        }
    }

    public Platform {
        settings = settings == null ? Map.of() : new TreeMap<>(settings);
        functions = functions == null ? Map.of() : new TreeMap<>(functions);
        services = services == null ? Map.of() : new TreeMap<>(services);
    }

    /** Reads a {@code platform.yaml}; a field that is not known is a mistake. */
    public static Platform read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ManifestsException("There is no " + file + ": deployment/knative/README.md says what it holds");
        }
        try {
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(file.toFile(), Platform.class);
        } catch (IOException e) {
            throw new ManifestsException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
