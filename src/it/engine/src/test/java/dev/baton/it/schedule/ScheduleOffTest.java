package dev.baton.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.schedule.ScheduleRound;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScheduleOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Cleaning.CLASSES))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.relay.enabled", "false")
            .overrideConfigKey("cleaning.cron", "off")
            .overrideConfigKey("cleaning.zone", "UTC")
            .overrideConfigKey("baton.schedule.enabled", "false");

    @Inject
    ScheduleRound round;

    @Inject
    Pool pool;

    @Test
    void thePlanOfAnEarlierStartIsForgotten() {
        pool.query("insert into baton_schedule (namespace, function, cron, zone, next_at) "
                        + "values ('it-engine', 'clean', '0 3 * * *', 'UTC', now() - interval '1 hour')")
                .executeAndAwait();

        round.planAll();

        assertThat(round.fireDue()).isZero();
        assertThat(pool.query("select 1 from baton_schedule").executeAndAwait().size())
                .isZero();
    }
}
