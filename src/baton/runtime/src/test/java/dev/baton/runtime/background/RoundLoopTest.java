package dev.baton.runtime.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
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

    @Test
    void aWakeUpEndsTheRestAndIsNotLostWhileARoundRuns() throws InterruptedException {
        Semaphore begun = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        RoundLoop loop = new RoundLoop("test", () -> {}, () -> {
            begun.release();
            mayEnd.acquireUninterruptibly();
            return Duration.ofDays(1);
        });
        loop.start();
        begun.acquire();

        loop.wake();
        mayEnd.release();
        assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

        mayEnd.release();
        loop.wake();
        assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        mayEnd.release();
        loop.stop();
    }
}
