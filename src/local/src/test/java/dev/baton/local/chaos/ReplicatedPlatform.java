package dev.baton.local.chaos;

import dev.baton.embedded.Port;
import dev.baton.embedded.ReplicatedDatabase;
import dev.baton.local.chaos.FaultyWire.Fault;
import dev.baton.local.processes.BrokerCluster;
import dev.baton.local.processes.BrokerCluster.Node;
import dev.baton.local.processes.Executables;
import dev.baton.local.processes.Platform;
import dev.baton.local.processes.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A gateway, two processes of log-message and one of analyze-message, with three brokers and a database that has a
 * standby. All connections of the processes lead over wires that may fail.
 */
final class ReplicatedPlatform implements AutoCloseable {
    private static final String LOGS = "failover";

    final BrokerCluster brokers;
    final ReplicatedDatabase database;
    private final List<FaultyWire> toBrokers = new ArrayList<>();
    private final FaultyWire toDatabase;
    private final Random random;
    private Platform platform;
    private ServiceProcess gateway;

    ReplicatedPlatform(Path data, long seed) {
        QuietClients.set();
        brokers = new BrokerCluster(data.resolve("brokers"), Platform.folder(LOGS));
        database = new ReplicatedDatabase(data.resolve("database"));
        toDatabase = new FaultyWire(database::port);
        random = new Random(seed);
    }

    ReplicatedPlatform start() throws Exception {
        brokers.start(port -> {
            toBrokers.add(new FaultyWire(() -> port));
            return toBrokers.get(toBrokers.size() - 1).port();
        });
        database.start();
        String url = "postgresql://%s:%d/baton".formatted(Port.HOST, toDatabase.port());
        platform = new Platform(LOGS + "/services", brokers.advertisedServers(), url)
                // Silent connections are given up after this time.
                .set("BATON_DATABASE_ANSWER_TIMEOUT", "4s")
                .set("BATON_DELIVERY_TIME_LIMIT", "4s")
                .set("KAFKA_REQUEST_TIMEOUT_MS", "4000")
                .migrate();
        for (String name : List.of("log-message", "log-message", "analyze-message")) {
            platform.add(name + "-" + platform.services().size(), Executables.function(name));
        }
        gateway = platform.add("gateway", Executables.gateway());
        platform.start();
        return this;
    }

    URI address() {
        return gateway.address();
    }

    List<Disturbance> disturbances() {
        return List.of(
                killBrokers("kill -9 of the broker that leads a topic", () -> List.of(leader())),
                killBrokers("kill -9 of the active controller", () -> List.of(brokers.controller())),
                killBrokers("kill -9 of two brokers at once", this::two),
                new Disturbance(
                        "kill -9 of the primary, promotion of the standby",
                        "database",
                        database::failOver,
                        database::follow),
                wires("the network between processes and brokers", toBrokers),
                wires("the network between processes and database", List.of(toDatabase)));
    }

    /** Chooses the brokers to kill. */
    private interface Choice {
        List<Node> choose() throws Exception;
    }

    private static Disturbance killBrokers(String kind, Choice choice) {
        List<Node> killed = new ArrayList<>();
        return new Disturbance(
                kind,
                "brokers",
                () -> {
                    killed.addAll(choice.choose());
                    for (Node node : killed) {
                        node.kill();
                    }
                },
                () -> {
                    killed.forEach(Node::start);
                    killed.clear();
                });
    }

    private Node leader() throws Exception {
        return brokers.leaderOf(random.nextBoolean() ? Topics.POSTED : Topics.LOGGED);
    }

    private List<Node> two() {
        List<Node> nodes = new ArrayList<>(brokers.nodes());
        Collections.shuffle(nodes, random);
        return nodes.subList(0, 2);
    }

    private Disturbance wires(String kind, List<FaultyWire> wires) {
        return new Disturbance(
                kind,
                kind,
                () -> {
                    Fault fault = Fault.values()[1 + random.nextInt(Fault.values().length - 1)];
                    System.out.printf("%s: %s%n", kind, fault);
                    wires.forEach(wire -> wire.set(fault));
                },
                () -> wires.forEach(wire -> wire.set(Fault.NONE)));
    }

    /** Waits until all processes are ready; call it when nothing is broken any more. */
    void awaitReady() {
        platform.services().forEach(ServiceProcess::awaitReady);
    }

    @Override
    public void close() throws InterruptedException {
        if (platform != null) {
            platform.close();
        }
        toBrokers.forEach(FaultyWire::close);
        toDatabase.close();
        brokers.close();
        database.close();
    }
}
