package dev.baton.local.chaos;

import dev.baton.local.processes.Executables;
import dev.baton.local.processes.Platform;
import dev.baton.local.processes.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Three processes of log-message, two of analyze-message, two of track-activity, a process that only relays, and a
 * gateway; a fourth log-message process comes and goes. Each of the function processes consumes and relays. The clocks of
 * one process of log-message and of analyze-message, and of the relay, are minutes wrong and jump.
 */
final class ChaosPlatform implements AutoCloseable {
    private static final String LOGS = "chaos";

    private static final int CLOCKS_ARE_WRONG_BY_SECONDS = 600;

    final Backends backends;
    private final Path clocks;
    private final Random random;
    private final List<JumpingClock> jumping = new ArrayList<>();
    private final List<ServiceProcess> functions = new ArrayList<>();
    private Platform platform;
    private ServiceProcess relay;
    private ServiceProcess gateway;
    private ServiceProcess guest;

    ChaosPlatform(Path data, long seed) {
        backends = new Backends(LOGS, data.resolve("broker"));
        clocks = data;
        random = new Random(seed);
    }

    ChaosPlatform start() throws Exception {
        backends.start();
        platform = new Platform(LOGS + "/services", backends.broker.bootstrapServers(), backends.database)
                // Short windows, so that the test doesn't have to wait for the last one.
                .set("CHAT_ACTIVITY_WINDOW", "5s")
                .set("CHAT_ACTIVITY_ALLOWED_LATENESS", "2s")
                .migrate();
        addFunction("log-message", 3, wrongClock("log-message"));
        addFunction("analyze-message", 2, wrongClock("analyze-message"));
        addFunction("track-activity", 2, Map.of());
        // This process has a function, too, but handles no events here.
        Map<String, String> onlyRelays = new TreeMap<>(wrongClock("relay"));
        onlyRelays.put("BATON_KAFKA_ENABLED", "false");
        relay = platform.add("relay", Executables.function("redact-message"), onlyRelays);
        gateway = platform.add("gateway", Executables.gateway());
        platform.start();
        guest = platform.add("log-message-guest", Executables.function("log-message"));
        return this;
    }

    /** @param first the environment of the first process */
    private void addFunction(String name, int processes, Map<String, String> first) {
        for (int i = 1; i <= processes; i++) {
            functions.add(platform.add(name + "-" + i, Executables.function(name), i == 1 ? first : Map.of()));
        }
    }

    private Map<String, String> wrongClock(String process) throws IOException {
        JumpingClock clock = new JumpingClock(clocks.resolve("clock-of-" + process), wrongSeconds());
        jumping.add(clock);
        return clock.environment();
    }

    private int wrongSeconds() {
        return random.nextInt(2 * CLOCKS_ARE_WRONG_BY_SECONDS) - CLOCKS_ARE_WRONG_BY_SECONDS;
    }

    URI address() {
        return gateway.address();
    }

    List<Disturbance> disturbances() {
        List<Disturbance> all = new ArrayList<>(ofProcesses());
        if (JumpingClock.isAvailable()) {
            all.add(new Disturbance("jump of the clock of a process", "clock", this::jump, this::jump));
        } else {
            System.out.println("No clock jumps: the package libfaketime is not installed");
        }
        return all;
    }

    private void jump() throws IOException {
        jumping.get(random.nextInt(jumping.size())).set(wrongSeconds());
    }

    private List<Disturbance> ofProcesses() {
        return List.of(
                killFunction(),
                kill("kill -9 of the relay", relay),
                kill("kill -9 of the gateway", gateway),
                new Disturbance("rebalance: one more consumer, then gone", "guest", guest::start, this::dismissGuest),
                new Disturbance("kill -9 of the broker", "broker", backends.broker::kill, backends.broker::start),
                new Disturbance("restart of the broker", "broker", backends.broker::stop, backends.broker::start),
                new Disturbance("crash of the database", "database", backends.database::kill, backends.database::start),
                new Disturbance(
                        "restart of the database", "database", backends.database::stop, backends.database::start));
    }

    private Disturbance killFunction() {
        ServiceProcess[] victim = new ServiceProcess[1];
        return new Disturbance(
                "kill -9 of a function",
                "function",
                () -> {
                    victim[0] = functions.get(random.nextInt(functions.size()));
                    victim[0].assertAlive();
                    victim[0].kill();
                },
                () -> victim[0].start());
    }

    private static Disturbance kill(String kind, ServiceProcess victim) {
        return new Disturbance(
                kind,
                victim,
                () -> {
                    victim.assertAlive();
                    victim.kill();
                },
                victim::start);
    }

    /** Ends the guest, either in an orderly way or by kill -9. */
    private void dismissGuest() throws InterruptedException {
        guest.assertAlive();
        if (random.nextBoolean()) {
            guest.kill();
        } else {
            guest.close();
        }
    }

    /** Waits until all processes are ready; call it when nothing is broken any more. */
    void awaitReady() {
        functions.forEach(ServiceProcess::awaitReady);
        relay.awaitReady();
        gateway.awaitReady();
    }

    @Override
    public void close() throws InterruptedException {
        if (platform != null) {
            platform.close();
        }
        backends.close();
    }
}
