package dev.baton.runtime.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapShareTest {

    private static final int MIB = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({"8, 1", "16, 1", "32, 2", "100, 6", "128, 8", "129, 8", "100000, 8"})
    void itIsAFractionOfTheHeapWithinItsBounds(long heap, long share) {
        assertThat(new HeapShare(16, MIB, 8 * MIB).of(heap * MIB) / MIB).isEqualTo(share);
    }
}
