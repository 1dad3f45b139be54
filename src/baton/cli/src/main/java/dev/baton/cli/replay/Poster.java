package dev.baton.cli.replay;

import java.time.Duration;

/** Posts one message as its speaker and waits for the platform's answer, at most as long as {@code patience}. */
interface Poster {
    Answer post(Post post, Duration patience) throws InterruptedException;
}
