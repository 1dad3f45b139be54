package dev.baton.deployment.wronguse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventType;
import dev.baton.FollowUp;
import dev.baton.deployment.BuildTimeScan;
import io.quarkus.funqy.Funq;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions whose class, name, annotations, or result would fail only at run time. */
class UnusableFunctionsTest {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(
                        AbstractClass.class,
                        "Base.take() can't be called, because its abstract class has no instances",
                        "annotate the method of a concrete class"),
                new Mistake(
                        InterfaceOnly.class, "Taking.take() can't be called, because its interface has no instances"),
                new Mistake(InnerClass.class, "Inner.take() can't be called", "make the class static"),
                new Mistake(
                        NameThatIsNoName.class,
                        "the name of function",
                        "Odd.take() must match [a-z0-9-]{1,63} but was 'My Function!'",
                        "@Funq(\"another-name\")"),
                new Mistake(NameFromAnOddClass.class, "Odd_One.take() must match", "but was 'odd_one'"),
                new Mistake(NameOfTheOutbox.class, "has the name 'baton-outbox'", "give it another"),
                new Mistake(
                        VirtualThread.class,
                        "Light.take() with @RunOnVirtualThread would run on the event loop",
                        "annotate the function with @Blocking instead"),
                new Mistake(
                        VirtualThreadOfTheClass.class,
                        "Light.take(), whose class",
                        "has @RunOnVirtualThread, would run on the event loop"),
                new Mistake(
                        TransactionalMethod.class,
                        "Booking.take() with @Transactional would commit separately",
                        "remove the annotation, and use the session of the delivery"),
                new Mistake(
                        TransactionalSuperclass.class,
                        "Booking.take(), whose class",
                        "Parent has @Transactional, would"),
                new Mistake(
                        SealedInterfaceOfOthers.class,
                        "Decide.decide() emits",
                        "Unknown (its return type, permitted by",
                        "which has no @EventType"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isRefused(Mistake mistake) {
        mistake.assertRefused();
    }

    @Test
    void aSealedInterfaceOfEventRecordsIsAResult() {
        assertThat(BuildTimeScan.emits(
                        WrongUse.Started.class,
                        WrongUse.Ended.class,
                        Outcomes.Decide.class,
                        Outcomes.Outcome.class,
                        Outcomes.Won.class,
                        Outcomes.NotWon.class,
                        Outcomes.Lost.class,
                        Outcomes.Drawn.class))
                .containsExactlyInAnyOrder("wrong.use.won.v1", "wrong.use.lost.v1", "wrong.use.drawn.v1");
    }

    static class Outcomes {

        sealed interface Outcome permits Won, NotWon {}

        sealed interface NotWon extends Outcome permits Lost, Drawn {}

        @EventType("wrong.use.won.v1")
        record Won(String name) implements Outcome {}

        @EventType("wrong.use.lost.v1")
        record Lost(String name) implements NotWon {}

        @EventType("wrong.use.drawn.v1")
        record Drawn(String name) implements NotWon {}

        public static class Decide {
            @Funq
            public Uni<List<? extends FollowUp<? extends Outcome>>> decide(WrongUse.Started started) {
                return Uni.createFrom().item(List.of());
            }
        }
    }

    static class SealedInterfaceOfOthers {

        sealed interface Outcome permits Known, Unknown {}

        @EventType("wrong.use.known.v1")
        record Known(String name) implements Outcome {}

        record Unknown(String name) implements Outcome {}

        public static class Decide {
            @Funq
            public Outcome decide(WrongUse.Started started) {
                return new Known(started.name());
            }
        }
    }

    static class AbstractClass {

        public abstract static class Base {
            @Funq
            public void take(WrongUse.Started started) {}
        }

        public static class Derived extends Base {}
    }

    static class InterfaceOnly {

        public interface Taking {
            @Funq
            default void take(WrongUse.Started started) {}
        }
    }

    static class InnerClass {

        public class Inner {
            @Funq
            public void take(WrongUse.Started started) {}
        }
    }

    static class NameThatIsNoName {

        public static class Odd {
            @Funq("My Function!")
            public void take(WrongUse.Started started) {}
        }
    }

    static class NameFromAnOddClass {

        public static class Odd_One {
            @Funq
            public void take(WrongUse.Started started) {}
        }
    }

    static class NameOfTheOutbox {

        public static class Odd {
            @Funq("baton-outbox")
            public void take(WrongUse.Started started) {}
        }
    }

    static class VirtualThread {

        public static class Light {
            @Funq
            @RunOnVirtualThread
            public void take(WrongUse.Started started) {}
        }
    }

    static class VirtualThreadOfTheClass {

        @RunOnVirtualThread
        public static class Light {
            @Funq
            public void take(WrongUse.Started started) {}
        }
    }

    static class TransactionalMethod {

        public static class Booking {
            @Funq
            @Blocking
            @Transactional
            public void take(WrongUse.Started started) {}
        }
    }

    static class TransactionalSuperclass {

        @Transactional
        public static class Parent {}

        public static class Booking extends Parent {
            @Funq
            @Blocking
            public void take(WrongUse.Started started) {}
        }
    }
}
