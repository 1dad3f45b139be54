package dev.baton.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The ids of follow-ups depend on their origin, and on nothing else. */
class FollowUpIdsPropertiesTest {

    /** The values that an id depends on. */
    record Origin(String function, String source, String id, int ordinal) {
        String followUp() {
            return FollowUpIds.of(function, source, id, ordinal);
        }
    }

    @Property
    void theSameOriginGivesTheSameId(
            @ForAll String function, @ForAll String source, @ForAll String id, @ForAll @IntRange int ordinal) {
        Origin origin = new Origin(function, source, id, ordinal);
        assertThat(origin.followUp()).isEqualTo(origin.followUp());
    }

    @Property
    void anyDifferenceGivesAnotherId(@ForAll("origins") Origin one, @ForAll("origins") Origin other) {
        assertThat(one.followUp().equals(other.followUp())).isEqualTo(one.equals(other));
    }

    /** The boundary between two parts makes a difference, too. */
    @Property
    void partsAreNotRunTogether(
            @ForAll("parts") String text, @ForAll @IntRange(max = 6) int one, @ForAll @IntRange(max = 6) int two) {
        Origin cutHere = cut(text, Math.min(one, text.length()));
        Origin cutThere = cut(text, Math.min(two, text.length()));
        assertThat(cutHere.followUp().equals(cutThere.followUp())).isEqualTo(cutHere.equals(cutThere));
    }

    @Property
    void itIsAUuidOfVersionEight(
            @ForAll String function, @ForAll String source, @ForAll String id, @ForAll @IntRange int ordinal) {
        String text = FollowUpIds.of(function, source, id, ordinal);
        UUID uuid = UUID.fromString(text);
        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(text).isEqualTo(uuid.toString()).hasSize(36);
    }

    private static Origin cut(String text, int at) {
        return new Origin(text.substring(0, at), text.substring(at), "", 0);
    }

    /** Generates texts of few letters, so that different origins often look alike. */
    @Provide
    Arbitrary<Origin> origins() {
        var part = parts();
        return Combinators.combine(part, part, part, Arbitraries.integers().between(0, 12))
                .as(Origin::new);
    }

    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.strings().withChars("a1/").ofMaxLength(6);
    }
}
