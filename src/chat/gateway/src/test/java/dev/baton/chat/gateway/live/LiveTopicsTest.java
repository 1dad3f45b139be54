package dev.baton.chat.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveTopicsTest {

    @Test
    void anErrorEndsAClientButNotTheReader() throws InterruptedException {
        CountDownLatch opened = new CountDownLatch(2);
        try (LiveTopics topics = new LiveTopics(
                () -> {
                    opened.countDown();
                    throw new NoClassDefFoundError("told to");
                },
                List.of("topic"),
                Clock.systemUTC(),
                event -> {})) {
            topics.start();

            assertThat(opened.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
