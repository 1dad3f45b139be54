package dev.baton.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cli.Baton;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Checks that {@code ./baton observability} generates the committed files from the metrics of this build. */
class ObservabilityIT {

    @Test
    void theCommittedFilesAreAsGenerated() {
        StringWriter out = new StringWriter();
        CommandLine baton = Baton.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

        int status = baton.execute(
                "observability",
                "--check",
                "--metrics",
                "target/baton/metrics.json",
                "--folder",
                "../../deployment/observability");

        assertThat(out.toString()).endsWith("files up to date." + System.lineSeparator());
        assertThat(status).isZero();
    }
}
