package dev.baton.deployment.wronguse;

import dev.baton.EventData;
import dev.baton.EventKey;
import dev.baton.EventType;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong use of event records. */
class WrongEventRecordsTest {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(EventTypeOnClass.class, "NoRecord is annotated with @EventType but is not a record"),
                new Mistake(
                        EventTypeThatIsNoTopic.class,
                        "@EventType of",
                        "Blank must match",
                        "was 'wrong use'",
                        "name of a Kafka topic"),
                new Mistake(
                        TwoRecordsOfOneType.class,
                        "event type 'wrong.use.started.v1' has two records",
                        "StartedAgain",
                        "WrongUse$Started"),
                new Mistake(KeyThatIsNoString.class, "@EventKey number of", "Counted must be a String but is int"),
                new Mistake(
                        GenericRecord.class,
                        "Box is annotated with @EventType but has type parameters [T]",
                        "write a record for each type of data"),
                new Mistake(TwoKeys.class, "Paired has more than one @EventKey: [left, right]"),
                new Mistake(
                        RawDataBesideOthers.class,
                        "Named has @EventData photo next to other components: [name, photo]: keep only this one"),
                new Mistake(
                        RawDataOfAnotherType.class,
                        "@EventData count of",
                        "must be a byte[] or a String but is int: change its type"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isRefused(Mistake mistake) {
        mistake.assertRefused();
    }

    static class EventTypeOnClass {

        @EventType("wrong.use.class.v1")
        static class NoRecord {}
    }

    static class EventTypeThatIsNoTopic {

        @EventType("wrong use")
        record Blank(String name) {}
    }

    static class TwoRecordsOfOneType {

        @EventType("wrong.use.started.v1")
        record StartedAgain(String name) {}
    }

    static class GenericRecord {

        @EventType("wrong.use.boxed.v1")
        record Box<T>(T content) {}
    }

    static class KeyThatIsNoString {

        @EventType("wrong.use.counted.v1")
        record Counted(@EventKey int number) {}
    }

    static class TwoKeys {

        @EventType("wrong.use.paired.v1")
        record Paired(@EventKey String left, @EventKey String right) {}
    }

    static class RawDataBesideOthers {

        @EventType("wrong.use.named.v1")
        record Named(String name, @EventData byte[] photo) {}
    }

    static class RawDataOfAnotherType {

        @EventType("wrong.use.counted.v1")
        record Counted(@EventData int count) {}
    }
}
