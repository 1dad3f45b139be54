package dev.baton.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cli.Baton;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Checks that {@code ./baton manifests} generates the committed manifests from the functions of this build. */
class ManifestsIT {

    @Test
    void theCommittedFilesAreAsGenerated() {
        StringWriter out = new StringWriter();
        CommandLine baton = Baton.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

        int status = baton.execute(
                "manifests",
                "--check",
                "--functions",
                "target/baton/functions.json",
                "--folder",
                "../../deployment/knative");

        assertThat(out.toString()).endsWith("files up to date." + System.lineSeparator());
        assertThat(status).isZero();
    }
}
