package dev.baton.deployment.wronguse;

import dev.baton.EventType;
import dev.baton.Upcast;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong use of versions of an event and their upcasters. */
class WrongVersionsTest {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(
                        VersionGap.class,
                        "StartedV3 (wrong.use.started.v3) there is a gap",
                        "add a record of type 'wrong.use.started.v2'"),
                new Mistake(
                        VersionWithoutUpcaster.class,
                        "StartedV2 (wrong.use.started.v2) is a newer version of",
                        "WrongUse$Started (wrong.use.started.v1) but can't be created from it",
                        "'@Upcast static StartedV2 from(Started older)'"),
                new Mistake(
                        UpcasterLeavesOutVersion.class,
                        "@Upcast dev.baton.deployment.wronguse.WrongVersionsTest$UpcasterLeavesOutVersion$StartedV3.from() takes",
                        "WrongUse$Started (wrong.use.started.v1) and leaves out 'wrong.use.started.v2'",
                        "one version at a time"),
                new Mistake(
                        UpcasterOfNewerVersion.class,
                        "StartedV2.from() takes",
                        "StartedV3 (wrong.use.started.v3), which is not older than wrong.use.started.v2",
                        "take the record of 'wrong.use.started.v1'"),
                new Mistake(
                        UpcasterOfOtherType.class,
                        "StartedV2.from() takes",
                        "WrongUse$Ended (wrong.use.ended.v1), which is not a version of wrong.use.started.v2"),
                new Mistake(
                        UpcasterOfNoEventRecord.class,
                        "StartedV2.from() must take one event record, that of the version before wrong.use.started.v2, but takes [",
                        "Plain]"),
                new Mistake(
                        UpcasterOfTwoParameters.class,
                        "StartedV2.from() must take one event record, that of the version before wrong.use.started.v2, but takes [",
                        "java.lang.String]"),
                new Mistake(
                        UpcasterReturnsOtherRecord.class,
                        "StartedV2.from() returns dev.baton.deployment.wronguse.WrongUse$Started",
                        "let it return its own record, ",
                        "StartedV2"),
                new Mistake(UpcasterNotStatic.class, "StartedV2.from() is not static", "make it a static method"),
                new Mistake(
                        UpcasterInNoEventRecord.class,
                        "Converter.from() is not in an event record",
                        "move it to the newer record"),
                new Mistake(
                        TwoUpcasters.class,
                        "StartedV2 has two methods annotated with @Upcast",
                        "keep the one that takes the version before it"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isRefused(Mistake mistake) {
        mistake.assertRefused();
    }

    static class VersionGap {

        @EventType("wrong.use.started.v3")
        record StartedV3(String name) {
            @Upcast
            static StartedV3 from(WrongUse.Started older) {
                return new StartedV3(older.name());
            }
        }
    }

    static class VersionWithoutUpcaster {

        @EventType("wrong.use.started.v2")
        record StartedV2(String name) {}
    }

    static class UpcasterLeavesOutVersion {

        @EventType("wrong.use.started.v2")
        record StartedV2(String name) {
            @Upcast
            static StartedV2 from(WrongUse.Started older) {
                return new StartedV2(older.name());
            }
        }

        @EventType("wrong.use.started.v3")
        record StartedV3(String name) {
            @Upcast
            static StartedV3 from(WrongUse.Started older) {
                return new StartedV3(older.name());
            }
        }
    }

    static class UpcasterOfNewerVersion {

        @EventType("wrong.use.started.v2")
        record StartedV2(String name) {
            @Upcast
            static StartedV2 from(StartedV3 older) {
                return new StartedV2(older.name());
            }
        }

        @EventType("wrong.use.started.v3")
        record StartedV3(String name) {
            @Upcast
            static StartedV3 from(StartedV2 older) {
                return new StartedV3(older.name());
            }
        }
    }

    static class UpcasterOfOtherType {

        @EventType("wrong.use.started.v2")
        record StartedV2(String name) {
            @Upcast
            static StartedV2 from(WrongUse.Ended older) {
                return new StartedV2(older.name());
            }
        }
    }

    static class UpcasterOfNoEventRecord {

        record Plain(String name) {}

        @EventType("wrong.use.started.v2")
        record StartedV2(String name) {
            @Upcast
            static StartedV2 from(Plain older) {
                return new StartedV2(older.name());
            }
        }
    }

    static class UpcasterOfTwoParameters {

        @EventType("wrong.use.started.v2")
        record StartedV2(String name) {
            @Upcast
            static StartedV2 from(WrongUse.Started older, String more) {
                return new StartedV2(older.name());
            }
        }
    }

    static class UpcasterReturnsOtherRecord {

        @EventType("wrong.use.started.v2")
        record StartedV2(String name) {
            @Upcast
            static WrongUse.Started from(WrongUse.Started older) {
                return older;
            }
        }
    }

    static class UpcasterNotStatic {

        @EventType("wrong.use.started.v2")
        record StartedV2(String name) {
            @Upcast
            StartedV2 from(WrongUse.Started older) {
                return new StartedV2(older.name());
            }
        }
    }

    static class UpcasterInNoEventRecord {

        static final class Converter {
            @Upcast
            static WrongUse.Ended from(WrongUse.Started older) {
                return new WrongUse.Ended(older.name());
            }
        }
    }

    static class TwoUpcasters {

        @EventType("wrong.use.started.v2")
        record StartedV2(String name) {
            @Upcast
            static StartedV2 from(WrongUse.Started older) {
                return new StartedV2(older.name());
            }

            @Upcast
            static StartedV2 of(WrongUse.Started older) {
                return new StartedV2(older.name());
            }
        }
    }
}
