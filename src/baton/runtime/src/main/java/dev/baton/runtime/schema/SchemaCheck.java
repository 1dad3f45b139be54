package dev.baton.runtime.schema;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.Pooler;
import dev.baton.runtime.memory.OutOfMemory;
import dev.baton.runtime.schema.SchemaVersions.Version;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.PoolerTraces;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Waits until the database has the schema that this application needs, and meanwhile names the command to run. A
 * process may be started before the database is available or migrated. While it runs, the schema may become too new for
 * it, because a newer release has migrated it, or too old, because it was restored.
 */
@Singleton
public class SchemaCheck {

    /** The version of component {@code baton} that this code needs. */
    static final int NEEDED = 15;

    private static final Logger LOG = Logger.getLogger(SchemaCheck.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** How long a statement that failed because of the schema makes the process not ready, if no other one fails. */
    private static final Duration FAILURE_COUNTS = Duration.ofSeconds(30);

    private final SchemaVersions versions;
    private final Pooler pooler;
    private final Clock clock;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean poolerFound = new AtomicBoolean();
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile String problem = "the database has not been reached yet";
    private volatile Instant keptUntil = Instant.MIN;

    SchemaCheck(SchemaVersions versions, BatonConfig config, Clock clock) {
        this.versions = versions;
        this.pooler = config.database().pooler();
        this.clock = clock;
    }

    /** Blocks until the schema exists. */
    public void awaitReady() throws InterruptedException {
        while (begun.getCount() > 0) {
            if (checking.compareAndSet(false, true)) {
                try {
                    check();
                } catch (RuntimeException | Error e) { // the loops that wait here would never start
                    OutOfMemory.check(e);
                    failed(e);
                } finally {
                    checking.set(false);
                }
            }
            if (begun.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** Returns whether this process can work with the schema, as far as it knows. */
    public boolean ready() {
        return begun.getCount() == 0 && problem.isEmpty();
    }

    /** Returns the problem and its remedy; empty when there is none. */
    public String problem() {
        return problem;
    }

    /**
     * Returns whether this process can work with the schema, although a statement failed as it would with another one.
     * The Uni does not fail.
     */
    public Uni<Boolean> fitsDespite(Throwable failure) {
        return problems(version -> Stream.concat(version.problem(), version.problemOfFailing()))
                .invoke(found -> {
                    if (!found.isEmpty()) {
                        keptUntil = clock.instant().plus(FAILURE_COUNTS);
                        LOG.debugf(failure, "Statement failed because of the schema");
                        change(found);
                    }
                })
                .map(String::isEmpty)
                .onFailure()
                .recoverWithItem(false);
    }

    /** Looks at the schema again, in the background. Does nothing while the process has not begun to work. */
    void look() {
        if (begun.getCount() == 0 && !clock.instant().isBefore(keptUntil) && checking.compareAndSet(false, true)) {
            problems(Version::problem)
                    .onTermination()
                    .invoke(() -> checking.set(false))
                    .subscribe()
                    .with(this::looked, unreachable -> LOG.debugf(unreachable, "Schema not checked"));
        }
    }

    private void looked(String found) {
        if (!found.isEmpty() || !clock.instant().isBefore(keptUntil)) {
            change(found);
        }
    }

    private synchronized void change(String found) {
        if (!found.equals(problem)) {
            problem = found;
            if (found.isEmpty()) {
                LOG.info("The database schema fits this process again; it continues");
            } else {
                LOG.errorf("This process can't work with the database schema; its events wait: cause=%s", found);
            }
        }
    }

    private void check() {
        String found = problems(Version::problem)
                .onFailure()
                .recoverWithItem(failure -> "the database can't be reached: " + PoolerTraces.reason(failure))
                .await()
                .indefinitely();
        if (found.isEmpty()) {
            problem = "";
            begun.countDown();
        } else if (!found.equals(problem)) {
            problem = found;
            LOG.warnf("Waiting for the database schema: cause=%s", found);
        }
    }

    private Uni<String> problems(Function<Version, Stream<String>> problems) {
        return versions.read(this::lookForPooler)
                .map(found -> all(found.stream().flatMap(problems)));
    }

    private static String all(Stream<String> problems) {
        return problems.distinct().collect(Collectors.joining("; "));
    }

    /** Waiting for a {@code Uni} wraps an interrupt; nothing else is expected here. */
    private void failed(Throwable failure) throws InterruptedException {
        if (failure.getCause() instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        problem = "the schema can't be checked: " + failure;
        LOG.errorf(failure, "Schema not checked; the check is retried: retryInMs=%d", AGAIN.toMillis());
    }

    private void lookForPooler(Database.Answer answer) {
        boolean shared =
                answer.backend() != 0 && answer.backend() != answer.row().integer(1);
        if (shared && pooler == Pooler.NONE && !poolerFound.getAndSet(true)) {
            LOG.warnf(
                    "The database's address is that of a pooler. If it pools transactions, set %s",
                    PoolerTraces.SETTING);
        }
    }
}
