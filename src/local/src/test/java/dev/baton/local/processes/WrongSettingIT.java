package dev.baton.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Checks that a misspelt setting stops the gateway too, which turns off SmallRye's own check. */
class WrongSettingIT {

    @Test
    void theProcessEndsAndNamesTheSettingAndTheMostSimilarOne() throws Exception {
        List<String> misspelt = new ArrayList<>(Executables.gateway());
        // Native executables accept system properties, too.
        misspelt.add(1, "-Dbaton.delivery.batchsize=100");
        Process process = new ProcessBuilder(misspelt).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(output)
                    .contains(
                            "baton.delivery.batchsize is not a setting of Baton (set in SysPropConfigSource)",
                            "The most similar one is baton.delivery.batch-size");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }
}
