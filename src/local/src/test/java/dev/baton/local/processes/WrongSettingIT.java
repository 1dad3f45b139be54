package dev.baton.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that a misspelt setting keeps both the gateway and a function from starting. */
class WrongSettingIT {

    static Stream<List<String>> processes() {
        return Stream.of(Executables.gateway(), Executables.function("log-message"));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void theProcessEndsAndNamesTheSettingAndTheMostSimilarOne(List<String> command) throws Exception {
        List<String> misspelt = new ArrayList<>(command);
        // Native executables accept system properties, too.
        misspelt.add(1, "-Dbaton.delivery.batchsize=100");
        Process process = new ProcessBuilder(misspelt).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(output)
                    .contains(
                            "baton.delivery.batchsize is no setting of Baton (set in SysPropConfigSource)",
                            "The most similar one is baton.delivery.batch-size");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }
}
