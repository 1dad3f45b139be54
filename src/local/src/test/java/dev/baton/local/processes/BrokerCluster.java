package dev.baton.local.processes;

import dev.baton.embedded.BrokerNode;
import dev.baton.embedded.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/** Three brokers in processes of their own, so that tests can kill -9 them. Each keeps its ports and data. */
public final class BrokerCluster implements AutoCloseable {
    private static final int NODES = 3;
    private static final Duration START = Duration.ofSeconds(180);

    private final String cluster = Uuid.randomUuid().toString();
    private final List<Node> nodes = new ArrayList<>();
    private final Path folder;
    private final Path logs;
    private Admin admin;

    /** One of the brokers. */
    public final class Node {
        final int id = nodes.size() + 1;
        final int clients = Port.free();
        final int internal = Port.free();
        final int controller = Port.free();
        private int advertised;
        private Process process;

        public int id() {
            return id;
        }

        /** Starts the process, without waiting until it accepts connections. */
        public void start() {
            try {
                process = new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(
                                logs.resolve("broker-" + id + ".log").toFile()))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("Broker " + id + " can't be started", e);
            }
        }

        /** Kills the process with kill -9, and waits until it is gone. */
        public void kill() throws InterruptedException {
            if (process != null && !process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Broker " + id + " survives kill -9");
            }
        }

        private List<String> command() {
            String host = Port.HOST;
            String listeners = "CLIENT://%s:%d,INTERNAL://%s:%d".formatted(host, clients, host, internal);
            String voters = nodes.stream()
                    .map(node -> node.id + "@" + host + ":" + node.controller)
                    .collect(Collectors.joining(","));
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx384m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerNode.class.getName(),
                    "cluster=" + cluster,
                    "node.id=" + id,
                    "log.dirs=" + folder.resolve("broker-" + id),
                    "controller.quorum.voters=" + voters,
                    "listeners=" + listeners + ",CONTROLLER://" + host + ":" + controller,
                    "advertised.listeners=CLIENT://%s:%d,INTERNAL://%s:%d".formatted(host, advertised, host, internal));
        }
    }

    /** @param folder the folder of the topics and records */
    public BrokerCluster(Path folder, Path logs) {
        this.folder = folder;
        this.logs = logs;
        for (int i = 0; i < NODES; i++) {
            nodes.add(new Node());
        }
    }

    /**
     * Starts the brokers and waits until they accept connections.
     *
     * @param advertised for the port of a broker, the port at which clients reach it
     */
    public BrokerCluster start(IntUnaryOperator advertised) {
        for (Node node : nodes) {
            node.advertised = advertised.applyAsInt(node.clients);
            node.start();
        }
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers(), "request.timeout.ms", 5_000));
        Awaitility.await("all brokers are there; their logs are in " + logs.toAbsolutePath())
                .atMost(START)
                .ignoreExceptions()
                .until(() -> admin.describeCluster().nodes().get().size() == NODES);
        return this;
    }

    /** Returns addresses that lead straight to the brokers. */
    public String bootstrapServers() {
        return nodes.stream().map(node -> Port.HOST + ":" + node.internal).collect(Collectors.joining(","));
    }

    /** Returns the addresses at which clients reach the brokers. */
    public String advertisedServers() {
        return nodes.stream().map(node -> Port.HOST + ":" + node.advertised).collect(Collectors.joining(","));
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** Returns the broker that leads the first partition of the topic. Waits for one to be elected. */
    public Node leaderOf(String topic) {
        return elected("a leader of " + topic, () -> {
            TopicDescription description =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            return description.partitions().get(0).leader().id(); // there is none during an election
        });
    }

    /** Returns the active controller. Waits for one to be elected. */
    public Node controller() {
        return elected(
                "an active controller",
                () -> admin.describeMetadataQuorum().quorumInfo().get().leaderId());
    }

    private Node elected(String what, Callable<Integer> id) {
        int elected =
                Awaitility.await(what).atMost(START).ignoreExceptions().until(id, found -> found != null && found > 0);
        return nodes.get(elected - 1);
    }

    @Override
    public void close() throws InterruptedException {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
        for (Node node : nodes) {
            node.kill();
        }
    }
}
