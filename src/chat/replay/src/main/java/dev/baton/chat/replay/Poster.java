package dev.baton.chat.replay;

import java.time.Duration;

/** A way to post one message as its speaker and wait at most {@code patience} for the platform's answer. */
interface Poster {
    Answer post(Post post, Duration patience) throws InterruptedException;
}
