package dev.baton.deployment.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.baton.deployment.crash.ApplicationProcess.Ended;
import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.embedded.Placement;
import dev.baton.migrations.Migrations;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Stops the process, as with kill -9, at every boundary that a run without damage came by: each time, a new one is started, and in the
 * end all is as if nothing had happened.
 */
class StoppedProcessTest {

    private static final Logger LOG = Logger.getLogger(StoppedProcessTest.class);
    private static final int TRIES_TO_REACH_IT = 3;

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(Ordering.CLASSES).addClasses(Commands.class, WatchedConsumer.class))
            .overrideConfigKey("quarkus.package.jar.type", "uber-jar")
            .overrideConfigKey("quarkus.arc.unremovable-types", WatchedSink.REAL)
            .setRun(false);

    @ProdBuildResults
    ProdModeTestResults built;

    @Test
    void whateverItStopsAtNothingIsLostOrDoneTwice() throws Exception {
        EmbeddedBroker broker =
                new EmbeddedBroker(Placement.temporary(), Map.of("group.min.session.timeout.ms", "500"));
        EmbeddedDatabase database = new EmbeddedDatabase();
        try (broker;
                database) {
            broker.start();
            database.start();
            Migrations.migrate(
                    database.jdbcUrl(),
                    EmbeddedDatabase.USER,
                    EmbeddedDatabase.PASSWORD,
                    List.of("baton"),
                    getClass().getClassLoader());
            try (Outside outside = new Outside(
                            database.jdbcUrl(),
                            EmbeddedDatabase.USER,
                            EmbeddedDatabase.PASSWORD,
                            broker.bootstrapServers());
                    ApplicationProcess application = application(broker, database)) {
                stopEverywhere(application, outside);
            }
        }
    }

    private void stopEverywhere(ApplicationProcess application, Outside outside) throws Ended {
        Map<Boundary, Scenario> boundaries = boundaries(application, outside);
        Map<String, Scenario> customers = new LinkedHashMap<>();
        for (Map.Entry<Boundary, Scenario> boundary : boundaries.entrySet()) {
            String customer = stopAt(boundary.getKey(), boundary.getValue(), application, outside, customers.size());
            customers.put(customer, boundary.getValue());
        }
        LOG.infof("Process stopped: boundaries=%d starts=%d", boundaries.size(), application.starts());
        assertThat(boundaries).hasSizeGreaterThan(50);
        assertThat(application.starts()).isGreaterThan(boundaries.size());
        customers.forEach((customer, scenario) -> scenario.check(outside, customer));
    }

    /** Each boundary, with the first scenario that comes by it. */
    private static Map<Boundary, Scenario> boundaries(ApplicationProcess application, Outside outside) throws Ended {
        Map<Boundary, Scenario> found = new LinkedHashMap<>();
        Scenario.HANDLED.complete(application, outside, "warm");
        for (Scenario scenario : Scenario.values()) {
            application.note();
            scenario.complete(application, outside, scenario + "-whole");
            application.seen().forEach(boundary -> found.putIfAbsent(boundary, scenario));
        }
        return found;
    }

    private static String stopAt(
            Boundary boundary, Scenario scenario, ApplicationProcess application, Outside outside, int number)
            throws Ended {
        for (int tried = 0; tried < TRIES_TO_REACH_IT; tried++) {
            String customer = scenario + "-" + number + "-" + tried;
            int starts = application.starts();
            application.haltAt(boundary);
            scenario.complete(application, outside, customer);
            if (application.starts() > starts) {
                return customer;
            }
        }
        return fail("in %d runs of %s no process came to this boundary: %s", TRIES_TO_REACH_IT, scenario, boundary);
    }

    private ApplicationProcess application(EmbeddedBroker broker, EmbeddedDatabase database) throws Exception {
        Path log = built.getBuildDir().resolve("processes.log");
        return new ApplicationProcess(command(), environment(broker, database), log);
    }

    private List<String> command() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto", "-jar"));
        try (Stream<Path> files = Files.list(built.getBuildDir())) {
            command.add(files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toString());
        }
        return command;
    }

    private static Map<String, String> environment(EmbeddedBroker broker, EmbeddedDatabase database) {
        return Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()),
                Map.entry("KAFKA_SESSION_TIMEOUT_MS", "1000"),
                Map.entry("KAFKA_HEARTBEAT_INTERVAL_MS", "200"),
                Map.entry("KAFKA_INTERCEPTOR_CLASSES", WatchedConsumer.class.getName()),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl()),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", EmbeddedDatabase.USER),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", EmbeddedDatabase.PASSWORD),
                Map.entry("QUARKUS_HTTP_HOST_ENABLED", "false"),
                Map.entry("BATON_KAFKA_CREATE_TOPICS", "true"),
                Map.entry("BATON_KAFKA_PARTITIONS", "1"),
                Map.entry("BATON_KAFKA_POLL_TIMEOUT", "20ms"),
                Map.entry("BATON_KAFKA_COMMIT_INTERVAL", "20ms"),
                Map.entry("BATON_RELAY_POLL_INTERVAL", "20ms"),
                Map.entry("BATON_RETRY_ATTEMPTS_IN_PLACE", "1"),
                Map.entry("BATON_RETRY_ATTEMPTS", "3"),
                Map.entry("BATON_RETRY_DELAY", "10ms"),
                Map.entry("BATON_RETRY_POLL_INTERVAL", "20ms"));
    }
}
