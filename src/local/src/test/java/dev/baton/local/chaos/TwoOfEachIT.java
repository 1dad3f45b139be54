package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.local.processes.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes of each function share the work, as consumers and as relays; one of each is killed meanwhile.
 */
class TwoOfEachIT {
    private static final int ROOMS = 6;
    private static final int MESSAGES = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private SmallPlatform platform;

    @AfterEach
    void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void keysStayInOrderWhileOneOfTwoRelaysAndConsumersIsKilled() throws Exception {
        platform = new SmallPlatform("two", folder.resolve("broker")).start(2, UnaryOperator.identity());
        List<Sender> senders = platform.senders("two", ROOMS);
        try (Load load = new Load(senders).start()) {
            awaitShared();

            platform.log.get(0).kill();
            platform.analyze.get(0).kill();
            awaitMoreHandled();
            platform.log.get(0).start();
            platform.analyze.get(0).start();

            platform.services().forEach(ServiceProcess::awaitReady);
            load.finish();
        }
        platform.check();
    }

    /** Waits until each of the four processes consumes and relays. */
    private void awaitShared() {
        Awaitility.await("both processes of each function share the work")
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(platform.ledger.counts().of("messages")).isGreaterThan(MESSAGES);
                    for (ServiceProcess process : platform.services()) {
                        assertThat(Metrics.published(process))
                                .as("published by %s", process.name())
                                .isPositive();
                    }
                    for (List<ServiceProcess> both : List.of(platform.log, platform.analyze)) {
                        assertThat(Metrics.handled(both.get(0))).isPositive();
                        assertThat(Metrics.handled(both.get(1))).isPositive();
                    }
                });
    }

    /** Waits until the surviving processes have taken over all rooms. */
    private void awaitMoreHandled() throws InterruptedException {
        ServiceProcess other = platform.analyze.get(1);
        double atKill = Metrics.handled(other);
        Awaitility.await("the others have taken over")
                .atMost(PATIENCE)
                .until(() -> Metrics.handled(other) > atKill + MESSAGES / 2);
    }
}
