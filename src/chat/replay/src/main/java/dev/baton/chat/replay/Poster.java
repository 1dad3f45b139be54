package dev.baton.chat.replay;

import java.time.Duration;

/** A way to post one message as its speaker and to wait for the platform's answer for at most {@code patience}. */
interface Poster {
    Answer post(Post post, Duration patience) throws InterruptedException;
}
