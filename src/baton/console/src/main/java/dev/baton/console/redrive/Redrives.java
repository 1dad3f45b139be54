package dev.baton.console.redrive;

import dev.baton.runtime.background.RoundLoop;
import dev.baton.runtime.background.Stopping;
import dev.baton.runtime.http.Problem;
import dev.baton.runtime.schema.SchemaCheck;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The redrives that this process runs, and the last ones that it ran. They are not stored: if the process ends, a
 * redrive does, and the dead letters that it had not replayed stay open.
 */
@Singleton
public class Redrives {

    private static final Logger LOG = Logger.getLogger(Redrives.class);
    private static final int MOST_AT_ONCE = 4;
    private static final int KEPT = 20;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofHours(1);

    private final RedriveRound round;
    private final Clock clock;
    private final RoundLoop loop;
    private final Deque<Redrive> redrives = new ArrayDeque<>();
    private boolean started;
    private long lastId;

    Redrives(RedriveRound round, Clock clock, SchemaCheck schema) {
        this.round = round;
        this.clock = clock;
        this.loop = new RoundLoop("baton-redrive", schema::awaitReady, this::stepAll);
    }

    void stop(@Observes Stopping event) throws InterruptedException {
        if (started) {
            loop.stop();
        }
    }

    /** Begins a redrive. Fails with a {@link Problem} if there are too many. */
    synchronized JsonObject begin(Redrive.Order order) {
        if (redrives.stream().filter(redrive -> !redrive.isOver()).count() >= MOST_AT_ONCE) {
            throw new Problem(
                    409, MOST_AT_ONCE + " redrives are not over yet, which is the most: stop one of them, or wait");
        }
        Redrive redrive = new Redrive(++lastId, order, clock.instant());
        redrives.addFirst(redrive);
        forgetOld();
        LOG.infof("Redrive begins: redrive=%d user=%s count=%d", redrive.id(), order.by(), order.letters());
        wake();
        return redrive.json();
    }

    private void forgetOld() {
        while (redrives.size() > KEPT && redrives.peekLast().isOver()) {
            redrives.removeLast();
        }
    }

    private void wake() {
        if (!started) {
            started = true;
            loop.start();
        }
        loop.wake();
    }

    /** Returns a redrive. Empty if there is no such redrive. */
    Optional<JsonObject> show(long id) {
        return find(id).map(Redrive::json);
    }

    /** Continues a redrive that is paused after a stage. Empty if there is no such redrive. */
    Optional<JsonObject> resume(long id) {
        Optional<Redrive> found = find(id);
        found.ifPresent(redrive -> redrive.resume(clock.instant()));
        loop.wake();
        return found.map(Redrive::json);
    }

    /** Stops a redrive in the name of a person. Empty if there is no such redrive. */
    Optional<JsonObject> stop(long id, String by) {
        Optional<Redrive> found = find(id);
        found.ifPresent(redrive -> redrive.stop("by " + by));
        return found.map(Redrive::json);
    }

    /** Returns the redrives, the newest first. */
    public synchronized JsonArray json() {
        return new JsonArray(redrives.stream().map(Redrive::json).toList());
    }

    private synchronized Optional<Redrive> find(long id) {
        return redrives.stream().filter(redrive -> redrive.id() == id).findFirst();
    }

    private Duration stepAll() {
        List<Redrive> running = running();
        running.forEach(round::step);
        return running.isEmpty() ? IDLE : STEP;
    }

    private synchronized List<Redrive> running() {
        return redrives.stream().filter(Redrive::isRunning).toList();
    }
}
