package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.local.processes.PublishedEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends messages, duplicates, and poison while everything is killed and restarted at random: the result is exactly what
 * was sent. {@code -Dbaton.chaos.duration=30s} sets the length; {@code -Dbaton.chaos.seed=N} repeats the choices of a
 * run (but not its timing).
 */
class ChaosIT {
    private static final Duration LENGTH = Setting.duration("baton.chaos.duration", Duration.ofSeconds(30));
    private static final int ROOMS = 4;

    @TempDir
    Path folder;

    private final long seed = Setting.seed("baton.chaos.seed");
    private final Ledger ledger = new Ledger("analyze-message", "track-activity");
    private ChaosPlatform platform;

    @AfterEach
    void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void whateverBreaksNothingIsLostOrTwiceOrOutOfOrder() throws Exception {
        System.out.printf("Chaos run: seed=%d duration=%s%n", seed, LENGTH);
        QuietClients.set();
        platform = new ChaosPlatform(folder, seed).start();
        try {
            run();
        } finally {
            System.out.printf("Chaos run: seed=%d duration=%s%n%s%n", seed, LENGTH, ledger.counts());
        }
    }

    private void run() throws Exception {
        Tables tables = new Tables(platform.backends.database::connect);
        String bootstrapServers = platform.backends.broker.bootstrapServers();
        try (Topics topics = new Topics(bootstrapServers);
                Groups groups = new Groups(bootstrapServers)) {
            List<Sender> senders = new Senders(platform.address(), topics, tables, ledger, seed).in("chaos", ROOMS);
            try (Load load = new Load(senders).start()) {
                new Monkey(platform.disturbances(), ledger.counts(), seed).disturb(LENGTH);
                platform.awaitReady();
                load.finish();
            }
            new Drain(tables, groups, ledger).await();
            new Checker(tables, new PublishedEvents(bootstrapServers), ledger, senders).check();
        }
        assertThat(ledger.counts().of("messages")).isPositive();
        assertThat(ledger.counts().of("poison")).isPositive();
    }
}
