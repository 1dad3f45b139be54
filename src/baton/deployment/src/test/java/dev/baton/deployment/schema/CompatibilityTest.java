package dev.baton.deployment.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.deployment.schema.Change.Broken;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of records, and whom they break. */
class CompatibilityTest {

    private static final String TYPE = "shop.order.placed.v1";

    record Placed(
            @NotNull @Size(max = 9) String id,
            int count,
            String note,
            State state,
            @Valid List<Line> lines) {}

    enum State {
        OPEN,
        PAID
    }

    record Line(@Positive int amount) {}

    record WithOptional(
            @NotNull @Size(max = 9) String id,
            int count,
            String note,
            State state,
            @Valid List<Line> lines,
            String more) {}

    record WithoutOptional(
            @NotNull @Size(max = 9) String id,
            int count,
            State state,
            @Valid List<Line> lines) {}

    record WithRequired(
            @NotNull @Size(max = 9) String id,
            int count,
            String note,
            State state,
            @Valid List<Line> lines,
            @NotNull String more) {}

    record WithoutRequired(
            int count, String note, State state, @Valid List<Line> lines) {}

    record NoLongerRequired(
            @Size(max = 9) String id,
            int count,
            String note,
            State state,
            @Valid List<Line> lines) {}

    record NowRequired(
            @NotNull @Size(max = 9) String id,
            int count,
            @NotNull String note,
            State state,
            @Valid List<Line> lines) {}

    record Shorter(
            @NotNull @Size(max = 8) String id,
            int count,
            String note,
            State state,
            @Valid List<Line> lines) {}

    record Longer(
            @NotNull @Size(max = 10) String id,
            int count,
            String note,
            State state,
            @Valid List<Line> lines) {}

    record OtherType(
            @NotNull @Size(max = 9) String id,
            String count,
            String note,
            State state,
            @Valid List<Line> lines) {}

    record WiderNumber(
            @NotNull @Size(max = 9) String id,
            long count,
            String note,
            State state,
            @Valid List<Line> lines) {}

    record NewPattern(
            @NotNull @Size(max = 9) String id,
            int count,
            @Pattern(regexp = "a+") String note,
            State state,
            @Valid List<Line> lines) {}

    record MoreStates(
            @NotNull @Size(max = 9) String id,
            int count,
            String note,
            More state,
            @Valid List<Line> lines) {}

    enum More {
        OPEN,
        PAID,
        SENT
    }

    record OtherStates(
            @NotNull @Size(max = 9) String id,
            int count,
            String note,
            Other state,
            @Valid List<Line> lines) {}

    enum Other {
        OPEN,
        SENT
    }

    record Unvalidated(@NotNull @Size(max = 9) String id, int count, String note, State state, List<Line> lines) {}

    record OneLine(
            @NotNull @Size(max = 9) String id,
            int count,
            String note,
            State state,
            @Valid Line lines) {}

    static List<Arguments> broken() {
        return List.of(
                Arguments.of(WithRequired.class, "/more", Broken.EXISTING_EVENTS),
                Arguments.of(WithoutRequired.class, "/id", Broken.EXISTING_READERS),
                Arguments.of(NoLongerRequired.class, "/id", Broken.EXISTING_READERS),
                Arguments.of(NowRequired.class, "/note", Broken.EXISTING_EVENTS),
                Arguments.of(Shorter.class, "/id", Broken.EXISTING_EVENTS),
                Arguments.of(Longer.class, "/id", Broken.EXISTING_READERS),
                Arguments.of(OtherType.class, "/count", Broken.BOTH),
                Arguments.of(WiderNumber.class, "/count", Broken.EXISTING_READERS),
                Arguments.of(NewPattern.class, "/note", Broken.EXISTING_EVENTS),
                Arguments.of(MoreStates.class, "/state", Broken.EXISTING_READERS),
                Arguments.of(OtherStates.class, "/state", Broken.BOTH),
                Arguments.of(Unvalidated.class, "/lines/items/amount", Broken.EXISTING_READERS),
                Arguments.of(OneLine.class, "/lines", Broken.BOTH));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void changesThatBreakSomebodyAreFound(Class<? extends Record> now, String where, Broken broken) {
        List<Change> changes = Compatibility.changes(schema(Placed.class), schema(now));

        assertThat(changes).isNotEmpty().allSatisfy(change -> {
            assertThat(change.where()).isEqualTo(where);
            assertThat(change.broken()).as(change.toString()).isEqualTo(broken);
        });
    }

    @Test
    void membersThatNobodyRequiresComeAndGo() {
        for (Class<? extends Record> now : List.of(WithOptional.class, WithoutOptional.class, Placed.class)) {
            assertThat(Compatibility.changes(schema(Placed.class), schema(now))).isEmpty();
            assertThat(Compatibility.changes(schema(now), schema(Placed.class))).isEmpty();
        }
    }

    @Test
    void whatBreaksOneSideBreaksTheOtherInTheOtherDirection() {
        List<Change> there = Compatibility.changes(schema(Placed.class), schema(Shorter.class));
        List<Change> back = Compatibility.changes(schema(Shorter.class), schema(Placed.class));

        assertThat(there).extracting(Change::broken).containsExactly(Broken.EXISTING_EVENTS);
        assertThat(back).extracting(Change::broken).containsExactly(Broken.EXISTING_READERS);
    }

    record Above(@Positive int count) {}

    record AtLeastOne(@Min(1) int count) {}

    @Test
    void theSameBoundInOtherWordsIsNoChange() {
        assertThat(Compatibility.changes(schema(Above.class), schema(AtLeastOne.class)))
                .isEmpty();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Card.class, name = "card"))
    interface OneWay {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Card.class, name = "card"),
        @JsonSubTypes.Type(value = Cash.class, name = "cash")
    })
    interface TwoWays {}

    record Card(String number) implements OneWay, TwoWays {}

    record Cash(int amount) implements TwoWays {}

    record PaidOneWay(@NotNull OneWay by) {}

    record PaidTwoWays(@NotNull TwoWays by) {}

    @Test
    void aNewAlternativeBreaksExistingReaders() {
        assertThat(Compatibility.changes(schema(PaidOneWay.class), schema(PaidTwoWays.class)))
                .singleElement()
                .hasToString("/by: accepts card before and card or cash now: readers that are not updated yet refuse"
                        + " new events");
        assertThat(Compatibility.changes(schema(PaidTwoWays.class), schema(PaidOneWay.class)))
                .extracting(Change::broken)
                .containsExactly(Broken.EXISTING_EVENTS);
    }

    @Test
    void theBaselineSaysWhatBreaksAndWhatToDo(@TempDir Path directory) {
        Baseline.read(directory).write(TYPE, schema(Placed.class));
        Baseline committed = Baseline.read(directory);

        assertThat(committed.problems(Map.of(TYPE, schema(Placed.class)))).isEmpty();
        assertThat(committed.problems(Map.of(TYPE, schema(Shorter.class))))
                .singleElement()
                .asString()
                .contains(
                        directory.resolve(TYPE + ".json").toString(),
                        "/id: maxLength was 9 and is 8: events that were written before are refused",
                        "make it in a new record of type shop.order.placed.v2, with an @Upcast method",
                        "-Dbaton.baseline.update=all");
        assertThat(committed.problems(Map.of()))
                .singleElement()
                .asString()
                .contains("no longer has a record", "restore the record, or delete");
    }

    @Test
    void theBaselineGrowsWithNewTypesAndCompatibleChanges(@TempDir Path directory) throws Exception {
        Baseline.read(directory).write(TYPE, schema(Placed.class));
        Map<String, JsonNode> now =
                Map.of(TYPE, schema(WithOptional.class), "shop.order.placed.v2", schema(Shorter.class));

        List<String> outdated = Baseline.read(directory).outdated(now);
        outdated.forEach(type -> Baseline.read(directory).write(type, now.get(type)));

        assertThat(outdated).containsExactly(TYPE, "shop.order.placed.v2");
        assertThat(Baseline.read(directory).outdated(now)).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    private static JsonNode schema(Class<? extends Record> record) {
        JsonMapper json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (DataSchemas schemas = new DataSchemas(json)) {
            return schemas.of(TYPE, record, null);
        }
    }
}
