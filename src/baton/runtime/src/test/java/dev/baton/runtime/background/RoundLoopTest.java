package dev.baton.runtime.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoundLoopTest {

    @Test
    void anErrorEndsARoundButNotTheLoop() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(2);
        RoundLoop loop = new RoundLoop("test", () -> {}, () -> {
            rounds.countDown();
            throw new StackOverflowError("told to");
        });

        loop.start();

        assertThat(rounds.await(20, TimeUnit.SECONDS)).isTrue();
        loop.stop();
    }
}
