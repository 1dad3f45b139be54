package dev.baton.deployment.wronguse;

import dev.baton.Cron;
import dev.baton.EventType;
import io.quarkus.funqy.Funq;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong use of schedules. */
class WrongSchedulesTest {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(
                        ScheduleOfNoFunction.class,
                        "Clean.clean() is annotated with @Cron but is not a function: add @Funq"),
                new Mistake(
                        ScheduleOfAnotherRecord.class,
                        "Clean.clean()",
                        "Due must have exactly one component, a java.time.Instant",
                        "but has [String room, Instant time]"),
                new Mistake(ScheduleInUnknownZone.class, "Clean.clean()", "the time zone 'Europe/Atlantis' is unknown"),
                new Mistake(
                        ScheduleThatNeverComes.class,
                        "Clean.clean()",
                        "the cron expression '0 0 30 2 *' names a time that never occurs"),
                new Mistake(
                        TwoSchedulesOfOneEventType.class,
                        "two functions have a schedule and take",
                        "Clean.clean()",
                        "Tidy.tidy()"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isRefused(Mistake mistake) {
        mistake.assertRefused();
    }

    static class ScheduleOfNoFunction {

        @EventType("wrong.use.due.v1")
        record Due(Instant time) {}

        public static class Clean {
            @Cron("0 3 * * *")
            public void clean(Due due) {}
        }
    }

    static class ScheduleOfAnotherRecord {

        @EventType("wrong.use.due.v1")
        record Due(String room, Instant time) {}

        public static class Clean {
            @Funq
            @Cron("0 3 * * *")
            public void clean(Due due) {}
        }
    }

    static class ScheduleInUnknownZone {

        @EventType("wrong.use.due.v1")
        record Due(Instant time) {}

        public static class Clean {
            @Funq
            @Cron(value = "${clean.cron}", zone = "Europe/Atlantis")
            public void clean(Due due) {}
        }
    }

    static class ScheduleThatNeverComes {

        @EventType("wrong.use.due.v1")
        record Due(Instant time) {}

        public static class Clean {
            @Funq
            @Cron("0 0 30 2 *")
            public void clean(Due due) {}
        }
    }

    static class TwoSchedulesOfOneEventType {

        @EventType("wrong.use.due.v1")
        record Due(Instant time) {}

        public static class Clean {
            @Funq
            @Cron("0 3 * * *")
            public void clean(Due due) {}
        }

        public static class Tidy {
            @Funq
            @Cron("0 4 * * *")
            public void tidy(Due due) {}
        }
    }
}
