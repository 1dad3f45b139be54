package dev.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortTest {

    @Test
    void freePortsAreGivenOnceAndNoOutgoingConnectionTakesThem() {
        List<Integer> ports = Stream.generate(Port::free).limit(500).toList();

        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 20_000 && port < 30_000);
        assertThat(Port.claim("database", ports.get(0))).isEqualTo(ports.get(0));
    }
}
