package dev.baton.runtime.delivery;

import static dev.baton.proof.schedules.Schedules.check;
import static dev.baton.proof.schedules.Schedules.together;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.proof.schedules.Schedules;
import dev.baton.runtime.background.Backoff;
import dev.baton.runtime.catalog.BatonFunction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A lane is filled by its owner, emptied by other threads, and closed by two more at any time. */
class LaneSchedulesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(4);

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
        VERTX.close();
    }

    /** Runs deliveries on other threads, and what has to wait at once. */
    private static final class OtherThreads extends DeliveryContexts {
        OtherThreads() {
            super(VERTX, RealProcesses.config(Map.of("baton.delivery.concurrency", "1")), Clock.systemUTC());
        }

        @Override
        public void run(Runnable delivery) {
            THREADS.execute(delivery);
        }

        @Override
        public void runLater(Duration pause, Runnable task) {
            THREADS.execute(task);
        }
    }

    /** Handles the events of a batch up to the first that fails: 2, the first time. */
    private static final class QuickDeliveries extends Deliveries {

        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger();
        volatile boolean overlap;

        QuickDeliveries() {
            super(null, null, null, null, null, null, null, null);
        }

        @Override
        public Uni<List<Outcome>> deliver(BatonFunction function, List<IncomingEvent> events) {
            overlap |= running.incrementAndGet() > 1;
            List<Outcome> outcomes = new ArrayList<>();
            for (IncomingEvent event : events) {
                boolean fails = event.event().getId().equals("2") && failures.getAndIncrement() == 0;
                outcomes.add(
                        fails
                                ? new Outcome.Unavailable(new IllegalStateException("told to"))
                                : new Outcome.Handled(List.of(), Optional.empty()));
                if (fails) {
                    break;
                }
            }
            running.decrementAndGet();
            return Uni.createFrom().item(outcomes);
        }
    }

    private static final class Numbers implements Lane.Origin<Integer> {

        final List<Integer> settled = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch all = new CountDownLatch(4);

        @Override
        public IncomingEvent read(Integer message, int attempt) {
            return new IncomingEvent(RealWorker.event(message.toString()), attempt, "test");
        }

        @Override
        public long bytes(Integer message) {
            return 1;
        }

        @Override
        public void settled(List<Integer> messages) {
            settled.addAll(messages);
            messages.forEach(message -> all.countDown());
        }

        @Override
        public String position(Integer message) {
            return "n=" + message;
        }
    }

    private final BatonFunction function =
            RealWorker.model().function(RealWorker.FUNCTION).orElseThrow();

    @Test
    void messagesAreSettledOnceAndInOrder() {
        Schedules.atRandom(() -> {
            QuickDeliveries deliveries = new QuickDeliveries();
            Numbers numbers = new Numbers();
            Lane<Integer> lane = lane(deliveries, numbers);
            together(() -> {
                lane.add(List.of(1, 2));
                lane.add(List.of(3));
                lane.add(List.of(4));
            });
            check(await(numbers.all), "settled: " + numbers.settled);
            check(numbers.settled.equals(List.of(1, 2, 3, 4)), "settled: " + numbers.settled);
            check(!deliveries.overlap, "two deliveries of a lane ran at once");
        });
    }

    @Test
    void nothingIsDeliveredAfterAClosedLaneIsDrained() {
        AtomicInteger delivered = new AtomicInteger();
        Schedules.atRandom(() -> {
            QuickDeliveries deliveries = new QuickDeliveries();
            Numbers numbers = new Numbers();
            Lane<Integer> lane = lane(deliveries, numbers);
            Runnable closer = () -> {
                lane.close();
                check(isDrained(lane), "the lane is not drained");
                int before = numbers.settled.size();
                check(deliveries.running.get() == 0, "a delivery runs in a lane that is drained");
                lane.add(List.of(5));
                check(numbers.settled.size() == before, "a message was settled in a lane that is drained");
            };
            together(
                    () -> {
                        lane.add(List.of(1, 2));
                        lane.add(List.of(3));
                    },
                    closer,
                    closer);
            delivered.addAndGet(numbers.settled.size());
        });
        assertThat(delivered).hasPositiveValue();
    }

    private Lane<Integer> lane(QuickDeliveries deliveries, Numbers numbers) {
        Backoff backoff = Backoff.of(Duration.ofMillis(1), Duration.ofMillis(1));
        return new Lane<>(new Lane.Setting(function, deliveries, new OtherThreads(), backoff, 2, 1_000_000), numbers);
    }

    private static boolean isDrained(Lane<?> lane) {
        try {
            return lane.awaitDrained(PATIENCE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
