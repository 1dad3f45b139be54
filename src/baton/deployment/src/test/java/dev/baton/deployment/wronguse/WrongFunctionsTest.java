package dev.baton.deployment.wronguse;

import dev.baton.EventType;
import dev.baton.FollowUp;
import dev.baton.Upcast;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong use of functions. */
class WrongFunctionsTest {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(NoParameter.class, "TakesNothing.take()", "must take one event but takes 0"),
                new Mistake(TwoParameters.class, "TakesTwo.take()", "must take one event but takes 2", "@Context"),
                new Mistake(
                        ParameterWithoutEventType.class,
                        "TakesPlain.take()",
                        "Plain, which has no @EventType",
                        "annotate the record"),
                new Mistake(EmitsNoEvent.class, "EmitsText.emit()", "emits java.lang.String", "return event records"),
                new Mistake(EmitsSeveralKindsUndeclared.class, "EmitsAnything.emit()", "needs @Emits"),
                new Mistake(
                        FunctionOfPrivateClass.class,
                        "Hidden.take() can't be called",
                        "make its class and its method public"),
                new Mistake(
                        TwoFunctionsOfOneName.class,
                        "two functions have the name 'log-start'",
                        "LogStart.log()",
                        "Other.log()",
                        "@Funq(\"another-name\")"),
                new Mistake(
                        BlockingWithoutBlocking.class,
                        "Sleeps.sleep()",
                        "calls java.lang.Thread.sleep, which blocks",
                        "annotate the function with @Blocking"),
                new Mistake(
                        FunctionOfOlderVersion.class,
                        "Start.start() takes dev.baton.deployment.wronguse.WrongUse$Started"
                                + " (wrong.use.started.v1), but its newest version is wrong.use.started.v2",
                        "take the record of that"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isRefused(Mistake mistake) {
        mistake.assertRefused();
    }

    static class NoParameter {

        public static class TakesNothing {
            @Funq
            public void take() {}
        }
    }

    static class TwoParameters {

        public static class TakesTwo {
            @Funq
            public void take(WrongUse.Started started, WrongUse.Ended ended) {}
        }
    }

    static class ParameterWithoutEventType {

        record Plain(String name) {}

        public static class TakesPlain {
            @Funq
            public void take(Plain plain) {}
        }
    }

    static class EmitsNoEvent {

        public static class EmitsText {
            @Funq
            public Uni<String> emit(WrongUse.Started started) {
                return Uni.createFrom().item(started.name());
            }
        }
    }

    static class EmitsSeveralKindsUndeclared {

        public static class EmitsAnything {
            @Funq
            public List<FollowUp<?>> emit(WrongUse.Started started) {
                return List.of(FollowUp.of(new WrongUse.Ended(started.name())));
            }
        }
    }

    static class FunctionOfPrivateClass {

        static class Hidden {
            @Funq
            public void take(WrongUse.Started started) {}
        }
    }

    static class TwoFunctionsOfOneName {

        public static class LogStart {
            @Funq
            public void log(WrongUse.Started started) {}
        }

        public static class Other {
            @Funq("log-start")
            public void log(WrongUse.Started started) {}
        }
    }

    static class BlockingWithoutBlocking {

        public static class Sleeps {
            @Funq
            public void sleep(WrongUse.Started started) throws InterruptedException {
                Thread.sleep(1);
            }
        }
    }

    static class FunctionOfOlderVersion {

        @EventType("wrong.use.started.v2")
        record StartedV2(String name) {
            @Upcast
            static StartedV2 from(WrongUse.Started older) {
                return new StartedV2(older.name());
            }
        }

        public static class Start {
            @Funq
            public void start(WrongUse.Started started) {}
        }
    }
}
