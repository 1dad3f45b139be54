package dev.baton.it.delivery;

import dev.baton.embedded.Port;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Another broker of the cluster, which stops and starts. It runs outside of the application, whose class loader has
 * another copy of this class: what both share is in the JDK.
 */
final class SecondBroker {

    static final int ID = 2;

    private static final String START = "second-broker.start";
    private static final String STOP = "second-broker.stop";

    private final Path data;
    private KafkaRaftServer running;

    private SecondBroker(Path data) {
        this.data = data;
    }

    /** Lets the application's copy of this class start and stop it. */
    static void prepare() {
        try {
            SecondBroker broker = new SecondBroker(Files.createTempDirectory(Path.of("target"), "second-broker"));
            System.getProperties().put(START, (BiConsumer<String, String>) broker::run);
            System.getProperties().put(STOP, (Runnable) broker::end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it with its data and waits until the cluster knows it. */
    @SuppressWarnings("unchecked")
    static void start(String cluster, String voters) {
        ((BiConsumer<String, String>) System.getProperties().get(START)).accept(cluster, voters);
    }

    static void stop() {
        ((Runnable) System.getProperties().get(STOP)).run();
    }

    private void run(String cluster, String voters) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(KafkaRaftServer.class.getClassLoader());
        try {
            format(cluster);
            running = new KafkaRaftServer(new KafkaConfig(properties(voters), false), Time.SYSTEM);
            running.startup();
        } catch (Exception e) {
            throw new IllegalStateException("the second broker did not start", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void format(String cluster) throws Exception {
        if (!Files.exists(data.resolve("meta.properties"))) {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(ID)
                    .setClusterId(cluster)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .run();
        }
    }

    private Map<String, String> properties(String voters) {
        return Map.of(
                "process.roles",
                "broker",
                "node.id",
                Integer.toString(ID),
                "controller.quorum.voters",
                voters,
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "CLIENT",
                "listener.security.protocol.map",
                "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners",
                "CLIENT://127.0.0.1:" + Port.free(),
                "log.dirs",
                data.toString());
    }

    private void end() {
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
            running = null;
        }
    }
}
