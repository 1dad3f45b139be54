package dev.baton.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.EventPublisher;
import dev.baton.it.crash.Calls.Damage;
import dev.baton.it.plans.Statements;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import dev.baton.runtime.sql.DatabaseSchema;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Breaks every call to the database and the broker, before it is made and after it was carried out, each in a separate
 * run of a scenario. The application recovers by itself, and finally everything is as if nothing had happened. The
 * calls are those of an undisturbed run. A build breaks each call in the first scenario that makes it; {@code -Pchaos}
 * breaks it in every scenario that makes it.
 */
class BrokenCallsTest {

    private static final Logger LOG = Logger.getLogger(BrokenCallsTest.class);
    private static final boolean EXHAUSTIVE = Boolean.getBoolean("engine.exhaustive");
    /**
     * Which calls a transaction makes depends on the events that happen to share it, so a boundary may not come again.
     * The same call is then broken behind other calls.
     */
    private static final int TRIES_TO_REACH_IT = 5;

    /** The floors of the outbox rise after some thousand events, and no call depends on them. */
    private static final Pattern ONCE_IN_A_WHILE = Pattern.compile("pg_current_xact_id|with logged as");

    /** The boundaries at which scenarios have been broken so far. */
    private static final Set<Boundary> BROKEN = new HashSet<>();

    /** The calls that have been broken so far, whatever led to them. */
    private static final Set<Boundary> REACHED = new HashSet<>();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Ordering.CLASSES).addClass(Statements.class))
            .overrideConfigKey("quarkus.arc.unremovable-types", WatchedSink.REAL)
            .overrideConfigKey("baton.kafka.partitions", "1")
            .overrideConfigKey("baton.journal.enabled", "true")
            .overrideConfigKey("baton.relay.poll-interval", "20ms")
            .overrideConfigKey("baton.retry.attempts-in-place", "1")
            .overrideConfigKey("baton.retry.attempts", "3")
            .overrideConfigKey("baton.retry.delay-in-place", "5ms")
            .overrideConfigKey("baton.retry.delay", "10ms")
            .overrideConfigKey("baton.retry.poll-interval", "20ms")
            .overrideConfigKey("baton.retry.watch-interval", "100ms")
            .overrideConfigKey("baton.inbox.expiry-interval", "100ms")
            .overrideConfigKey("baton.dead-letters.expiry-interval", "100ms");

    @Inject
    EventPublisher publisher;

    @Inject
    DeadLetterOperations letters;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String database;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    private final Application application = new OneProcess();
    private Outside outside;

    @BeforeEach
    void open() throws SQLException {
        outside = new Outside("jdbc:" + database, user, password, bootstrapServers);
    }

    @AfterEach
    void close() throws SQLException {
        Calls.goOn();
        outside.close();
    }

    @Test
    void eventsAreHandledOnceAndInOrder() {
        breakEveryCallOf(Scenario.HANDLED);
    }

    @Test
    void eventsThatFailAreGivenUpOnAndReplayed() {
        breakEveryCallOf(Scenario.GIVEN_UP_AND_REPLAYED);
    }

    @Test
    void eventsThatAreRefusedAreDeadLetters() {
        breakEveryCallOf(Scenario.REFUSED);
    }

    private void breakEveryCallOf(Scenario scenario) {
        scenario.complete(application, outside, scenario + "-warm");
        Calls.forget();
        scenario.complete(application, outside, scenario + "-whole");
        List<Boundary> seen = Calls.seen();
        assertThat(seen).hasSizeGreaterThan(20);
        List<Boundary> boundaries = seen.stream()
                .filter(boundary -> !ONCE_IN_A_WHILE.matcher(boundary.call()).find())
                .filter(boundary -> BROKEN.add(boundary) || EXHAUSTIVE)
                .toList();
        List<String> customers = new ArrayList<>();
        for (int i = 0; i < boundaries.size(); i++) {
            breakAt(boundaries.get(i), scenario, i).ifPresent(customers::add);
        }
        assertThat(boundaries)
                .as("what was broken, at least behind other calls")
                .allSatisfy(boundary -> assertThat(REACHED).contains(boundary.ofLastCall()));
        LOG.infof("Calls broken: scenario=%s boundaries=%d of=%d", scenario, boundaries.size(), seen.size());
        customers.forEach(customer -> scenario.check(outside, customer));
        assertThat(Statements.ofTheRuntime().values().stream().map(DatabaseSchema.PUBLIC::qualify))
                .as("what QueryPlansTest knows of")
                .containsAll(
                        Calls.statements().stream().filter(Statements::isOne).toList());
    }

    private Optional<String> breakAt(Boundary boundary, Scenario scenario, int number) {
        for (int tried = 0; tried < TRIES_TO_REACH_IT; tried++) {
            String customer = scenario + "-" + number + "-" + tried;
            Calls.breakAt(boundary, Damage.FAIL);
            try {
                scenario.complete(application, outside, customer);
            } catch (ConditionTimeoutException e) {
                throw new AssertionError("broken " + boundary, e);
            }
            if (reached()) {
                REACHED.add(boundary.ofLastCall());
                return Optional.of(customer);
            }
        }
        LOG.infof("Boundary not reached again: scenario=%s boundary=%s", scenario, boundary);
        return Optional.empty();
    }

    /** Returns whether a call was broken. Calls that only idle loops make may come a little later. */
    private static boolean reached() {
        try {
            await().atMost(Duration.ofSeconds(2)).until(Calls::broken);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** The application of this test. */
    private final class OneProcess implements Application {

        @Override
        public void order(String customer, int... numbers) {
            Orders.untilAnswered(() -> Orders.publish(publisher, customer, numbers));
        }

        @Override
        public void replay(long letter) {
            Orders.untilAnswered(() -> letters.replay(letter, "test").await().atMost(Duration.ofSeconds(10)));
        }

        @Override
        public void tend() {}
    }
}
