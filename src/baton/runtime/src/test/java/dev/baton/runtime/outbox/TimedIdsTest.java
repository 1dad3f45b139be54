package dev.baton.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimedIdsTest {

    @ParameterizedTest
    @CsvSource({
        "0192f3a4-5b6c-7def-8123-456789abcdef, 1730664487",
        "0192F3A4-5B6C-7DEF-B123-456789ABCDEF, 1730664487",
        "62d5ad6f-b659-8d95-a863-3243ce71cafc-692c4f80, 1764511616",
        "016f5e66-e800-7000-8000-000000000000, 1577836800", // the first second of 2020
        "00000000-0000-8000-8000-000000000000-f48656ff, 4102444799" // the last one of 2099
    })
    void theTimeOfAnId(String id, long seconds) {
        assertThat(TimedIds.seconds(id)).hasValue(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order-1",
                "0192f3a4-5b6c-4def-8123-456789abcdef", // another version
                "0192f3a4-5b6c-7def-c123-456789abcdef", // another variant
                "0192f3a45b6c7def8123456789abcdef", // no hyphens
                "0192f3a4-5b6c-7def-8123-456789abcdef\n",
                "0192f3a4-5b6c-7def-8123-456789abcdeg",
                "٠192f3a4-5b6c-7def-8123-456789abcdef", // a digit, but not of ASCII
                "016f5e66-e7ff-7000-8000-000000000000", // before 2020
                "03bb2cc3-d800-7000-8000-000000000000", // 2100
                "ffffffff-ffff-7fff-8000-000000000000",
                "62d5ad6f-b659-8d95-a863-3243ce71cafc", // of a cause without a time
                "62d5ad6f-b659-8d95-a863-3243ce71cafc-692c4f8g",
                "62d5ad6f-b659-8d95-a863-3243ce71cafc 692c4f80",
                "62d5ad6f-b659-7d95-a863-3243ce71cafc-692c4f80",
                "62d5ad6f-b659-8d95-a863-3243ce71cafc-00000000",
                "62d5ad6f-b659-8d95-a863-3243ce71cafc-ffffffff"
            })
    void anIdWithoutAPlausibleTime(String id) {
        assertThat(TimedIds.seconds(id)).isEmpty();
    }
}
