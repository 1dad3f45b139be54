package dev.baton.it.delivery;

import dev.baton.EventKey;
import dev.baton.EventPublisher;
import dev.baton.EventType;
import dev.baton.NewEvent;
import io.quarkus.funqy.Funq;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A function that blocks until what it publishes is stored. */
final class Announcing {

    private static final Duration LONG = Duration.ofSeconds(60);

    private Announcing() {}

    enum From {
        THE_CALL,
        THE_EXECUTOR,
        A_THREAD_OF_ITS_OWN
    }

    /** @param fails whether the function fails after it has published */
    @EventType("announcing.news.v1")
    record News(@EventKey String name, From from, boolean fails) {}

    @EventType("announcing.announced.v1")
    record Announced(String name) {}

    public static class Announce {
        @Inject
        EventPublisher publisher;

        @Funq
        @Blocking
        public void announce(News news) {
            switch (news.from()) {
                case THE_CALL -> publish(news.name());
                case THE_EXECUTOR -> publish(news.name(), Infrastructure.getDefaultExecutor());
                case A_THREAD_OF_ITS_OWN -> publish(news.name(), task -> new Thread(task).start());
            }
            if (news.fails()) {
                throw new IllegalStateException("told to fail");
            }
        }

        private void publish(String name, Executor executor) {
            CompletableFuture.runAsync(() -> publish(name), executor).join();
        }

        private void publish(String name) {
            publisher
                    .publish(NewEvent.of(new Announced(name), name, URI.create("/announcing"), Instant.now()))
                    .await()
                    .atMost(LONG);
        }
    }

    static final Class<?>[] CLASSES = {Announcing.class, From.class, News.class, Announced.class, Announce.class};
}
