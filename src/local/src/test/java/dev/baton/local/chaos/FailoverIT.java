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
 * Brokers of a cluster are killed, the primary database is killed and its standby takes over, and the network between
 * them and the processes delays, cuts, accepts without an answer, and drops, all at random and under load: the result is
 * exactly what was sent. {@code -Dbaton.failover.duration=1s} sets the length, in which each happens at least once;
 * {@code -Dbaton.chaos.seed=N} repeats the choices of a run (but not its timing).
 */
class FailoverIT {
    private static final Duration LENGTH = Setting.duration("baton.failover.duration", Duration.ofSeconds(1));
    private static final int ROOMS = 4;

    @TempDir
    Path folder;

    private final long seed = Setting.seed("baton.chaos.seed");
    private final Ledger ledger = new Ledger("analyze-message");
    private ReplicatedPlatform platform;

    @AfterEach
    void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void whateverFailsOverNothingIsLostOrTwiceOrOutOfOrder() throws Exception {
        System.out.printf("Failover run: seed=%d duration=%s%n", seed, LENGTH);
        platform = new ReplicatedPlatform(folder, seed).start();
        try {
            run();
        } finally {
            System.out.printf("Failover run: seed=%d duration=%s%n%s%n", seed, LENGTH, ledger.counts());
        }
    }

    private void run() throws Exception {
        Tables tables = new Tables(platform.database::connect);
        String bootstrapServers = platform.brokers.bootstrapServers();
        try (Topics topics = new Topics(bootstrapServers);
                Groups groups = new Groups(bootstrapServers)) {
            List<Sender> senders = new Senders(platform.address(), topics, tables, ledger, seed).in("failover", ROOMS);
            try (Load load = new Load(senders).start()) {
                new Monkey(platform.disturbances(), ledger.counts(), seed).disturb(LENGTH);
                platform.awaitReady();
                load.finish();
            }
            new Drain(tables, groups, ledger).await();
            new Checker(tables, new PublishedEvents(bootstrapServers), ledger, senders).check();
        }
        assertThat(ledger.counts().of("messages")).isPositive();
    }
}
