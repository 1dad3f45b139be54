package dev.baton.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker (KRaft, broker and controller in one node) in this JVM, on 127.0.0.1, in plain text unless its
 * listener is secured. Topics are not created automatically.
 *
 * <p>The broker keeps its port and data across {@link #stop} and {@link #start}. {@link #close} ends it and removes
 * temporary data. Both also happen when this JVM ends, however it ends.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // With Kafka's minimum, a test would wait at least 6 s until a killed consumer loses its partitions.
            Map.entry("group.min.session.timeout.ms", "500"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "8"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "8"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "16777216"));

    private final DataDirectory directory;
    private final ClientListener listener;
    private final Map<String, String> settings = new TreeMap<>(DEFAULTS);
    private int port;
    private @Nullable KafkaRaftServer server;
    private @Nullable Guard guard;

    public EmbeddedBroker() {
        this(Placement.temporary(), Map.of());
    }

    /**
     * @param settings settings of {@code server.properties}, for example {@code log.retention.hours=1}, which override
     *     the defaults
     */
    public EmbeddedBroker(Placement placement, Map<String, String> settings) {
        this(placement, ClientListener.plain(), settings);
    }

    /** @param listener the listener that clients connect to */
    public EmbeddedBroker(Placement placement, ClientListener listener, Map<String, String> settings) {
        this.listener = listener;
        this.port = placement.port();
        this.directory = new DataDirectory("broker", placement.directory());
        this.settings.putAll(settings);
    }

    /** Starts the broker and waits until it accepts connections. Does nothing if it is already running. */
    public synchronized EmbeddedBroker start() {
        if (server == null) {
            Chatter.stop();
            port = Port.claim("broker", port);
            Path data = directory.open();
            guardTemporary(data);
            withOwnClassLoader(() -> run(data));
        }
        return this;
    }

    /** Stops the broker. Its topics, records and offsets are available after the next {@link #start}. */
    public synchronized void stop() {
        if (server != null) {
            KafkaRaftServer running = server;
            server = null;
            withOwnClassLoader(() -> end(running));
        }
    }

    @Override
    public synchronized void close() {
        stop();
        directory.close();
        if (guard != null) {
            guard.release("closed");
            guard = null;
        }
    }

    public String bootstrapServers() {
        return Port.HOST + ":" + port();
    }

    /** Returns the current data directory. */
    synchronized Path data() {
        return directory.open();
    }

    public synchronized int port() {
        if (port == 0) {
            throw new EmbeddedException("The embedded broker has no port yet: call start() first");
        }
        return port;
    }

    private void guardTemporary(Path data) {
        if (directory.isTemporary() && guard == null) {
            guard = new Guard("rm -rf \"$1\"", List.of(data.toString()));
        }
    }

    private void run(Path data) {
        // Kafka ends the process on a fatal error. Here, that would be the application's process.
        Exit.setExitProcedure(EmbeddedBroker::refuseToExit);
        Exit.setHaltProcedure(EmbeddedBroker::refuseToExit);
        KafkaRaftServer starting = null;
        try {
            format(data);
            starting = new KafkaRaftServer(new KafkaConfig(properties(data), false), Time.SYSTEM);
            starting.startup();
            server = starting;
        } catch (Exception e) {
            if (starting != null) {
                end(starting);
            }
            throw new EmbeddedException(
                    ("The embedded Kafka broker did not start on %s:%d with its data in %s: %s. If the data is"
                                    + " from another version, remove it.")
                            .formatted(Port.HOST, port, data, e),
                    e);
        }
    }

    private static void end(KafkaRaftServer running) {
        running.shutdown();
        running.awaitShutdown();
    }

    private static void format(Path data) throws Exception {
        if (!Files.exists(data.resolve("meta.properties"))) {
            new Formatter()
                    .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .run();
        }
    }

    private Map<String, String> properties(Path data) {
        Map<String, String> all = new TreeMap<>(settings);
        String reached = listener.at(port);
        String controller = Port.HOST + ":" + Port.free();
        all.putAll(listener.settings());
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@" + controller);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", listener.ofTheBroker());
        all.put("listener.security.protocol.map", listener.protocols() + ",CONTROLLER:PLAINTEXT");
        all.put("listeners", reached + ",CONTROLLER://" + controller);
        all.put("advertised.listeners", reached);
        all.put("log.dirs", data.toString());
        return all;
    }

    private static void refuseToExit(int status, String message) {
        throw new EmbeddedException("The embedded Kafka broker had a fatal error (%d): %s".formatted(status, message));
    }

    /**
     * Runs an action with this class's class loader as the thread's context class loader. Kafka uses the latter to load
     * the classes that its configuration names, and Kafka's threads inherit it.
     */
    private static void withOwnClassLoader(Runnable action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(EmbeddedBroker.class.getClassLoader());
        try {
            Chatter.withoutFalseAlarms(action);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
