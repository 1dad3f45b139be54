package dev.baton.local.chaos;

import dev.baton.local.processes.Executables;
import dev.baton.local.processes.Platform;
import dev.baton.local.processes.PublishedEvents;
import dev.baton.local.processes.ServiceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A gateway and several processes each of log-message and analyze-message, and the tools to send messages to them and
 * to check the results.
 */
final class SmallPlatform implements AutoCloseable {
    final Backends backends;
    final Ledger ledger = new Ledger("analyze-message");
    final List<ServiceProcess> log = new ArrayList<>();
    final List<ServiceProcess> analyze = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final String logs;
    private final List<Sender> senders = new ArrayList<>();
    private Platform platform;
    ServiceProcess gateway;
    Groups groups;
    Topics topics;

    SmallPlatform(String logs, Path data) {
        this(logs, new Backends(logs, data));
    }

    SmallPlatform(String logs, Backends backends) {
        QuietClients.set();
        this.logs = logs;
        this.backends = backends;
    }

    /** Sets an environment variable of all processes, which are not started yet. */
    SmallPlatform set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** @param command changes how each process is started */
    SmallPlatform start(int ofEachFunction, UnaryOperator<List<String>> command) throws Exception {
        backends.start();
        platform = new Platform(logs + "/services", backends.broker.bootstrapServers(), backends.database);
        environment.forEach(platform::set);
        platform.migrate();
        for (int i = 1; i <= ofEachFunction; i++) {
            log.add(platform.add("log-message-" + i, command.apply(Executables.function("log-message"))));
            analyze.add(platform.add("analyze-message-" + i, command.apply(Executables.function("analyze-message"))));
        }
        gateway = platform.add("gateway", command.apply(Executables.gateway()));
        platform.start();
        topics = new Topics(backends.broker.bootstrapServers());
        groups = new Groups(backends.broker.bootstrapServers());
        return this;
    }

    List<ServiceProcess> services() {
        return platform.services();
    }

    Tables tables() {
        return new Tables(backends.database::connect);
    }

    /** Creates new rooms with two senders each. */
    List<Sender> senders(String prefix, int rooms) {
        List<Sender> added = sendersOf(prefix.hashCode()).in(prefix, rooms);
        senders.addAll(added);
        return added;
    }

    FloodSender flood(String room) {
        FloodSender flood = sendersOf(room.hashCode()).flood(room);
        senders.add(flood);
        return flood;
    }

    private Senders sendersOf(long seed) {
        return new Senders(gateway.address(), topics, tables(), ledger, seed);
    }

    /** Waits until the platform is idle, and checks that everything sent so far arrived exactly once and in order. */
    void check() {
        checkDrained().check();
    }

    /** Waits until the platform is idle, and returns what checks it. */
    Checker checkDrained() {
        drain();
        System.out.printf("Sent to %s so far:%n%s%n", logs, ledger.counts());
        return new Checker(tables(), new PublishedEvents(backends.broker.bootstrapServers()), ledger, senders);
    }

    void drain() {
        new Drain(tables(), groups, ledger).await();
    }

    /** Kills all processes. */
    void kill() throws InterruptedException {
        for (ServiceProcess service : services()) {
            service.kill();
        }
    }

    /** Starts all processes again, and waits until they are ready. */
    void startAgain() {
        platform.start();
    }

    @Override
    public void close() throws InterruptedException {
        if (topics != null) {
            topics.close();
            groups.close();
        }
        if (platform != null) {
            platform.close();
        }
        backends.close();
    }
}
