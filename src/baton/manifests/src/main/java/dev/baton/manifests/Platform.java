package dev.baton.manifests;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The operators' settings for an application ({@code platform.yaml}), in addition to the description of its functions.
 *
 * @param name the name of the namespace and of the Broker, and the value of {@code app.kubernetes.io/part-of}
 * @param settings the environment variables of all processes
 * @param functions by name, the settings of single functions beyond the defaults
 * @param services by name, the processes that are not functions and that others call
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

    /** The Kafka brokers and the settings of topics; {@code namespace} and {@code cluster} are those of Strimzi. */
    public record Kafka(
            String bootstrapServers,
            List<Integer> ports,
            int partitions,
            int replicationFactor,
            String namespace,
            String cluster) {}

    /**
     * The ports that processes may connect to, and the namespaces that may connect to the processes.
     *
     * @param dnsRanges the address ranges of DNS servers that are not pods; optional, by default that of the DNS cache
     *     on each node
     */
    public record Network(
            List<Integer> databasePorts,
            List<Integer> telemetryPorts,
            List<String> knativeNamespaces,
            String monitoringNamespace,
            List<String> dnsRanges) {

        private static final List<String> NODE_LOCAL_DNS = List.of("169.254.20.10/32");

        public Network {
            dnsRanges = dnsRanges == null ? NODE_LOCAL_DNS : List.copyOf(dnsRanges);
        }
    }

    /** The CPU and memory of a process. */
    public record Resources(String cpuRequest, String cpuLimit, String memory) {}

    /** The settings of one process beyond the defaults; each is optional. The Secret need not exist in the cluster. */
    public record Extras(
            @Nullable String memory,
            Map<String, String> environment,
            @Nullable String secret,
            List<Integer> connectsTo) {
        static final Extras NONE = new Extras(null, Map.of(), null, List.of());

        public Extras {
            environment = environment == null ? Map.of() : new TreeMap<>(environment);
            connectsTo = connectsTo == null ? List.of() : List.copyOf(connectsTo);
        }
    }

    /**
     * A process that others call, such as a gateway.
     *
     * @param managementPort the port of health and metrics; null if they are on the port that others call
     * @param liveTopics the topics that it always reads from Kafka
     */
    public record Service(int replicas, @Nullable Integer managementPort, List<String> liveTopics, Extras extras) {
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

    /** Reads a {@code platform.yaml}; an unknown field is an error. */
    public static Platform read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ManifestsException(
                    "There is no " + file + ": deployment/knative/README.md describes its content");
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
