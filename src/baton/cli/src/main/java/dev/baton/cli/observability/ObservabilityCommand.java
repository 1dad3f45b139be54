package dev.baton.cli.observability;

import dev.baton.cli.error.CommandFailedException;
import dev.baton.cli.text.Counted;
import dev.baton.manifests.Folder;
import dev.baton.manifests.ManifestsException;
import dev.baton.manifests.observability.Metrics;
import dev.baton.manifests.observability.Observability;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code baton observability}. The exit status is also 1 if {@code --check} finds a difference. */
@Command(
        name = "observability",
        sortOptions = false,
        description = "Writes the alert rules, the dashboard and the table of metrics.")
public final class ObservabilityCommand implements Callable<Integer> {

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            defaultValue = "target/baton/metrics.json",
            description = "The catalogue of metrics that the application's build wrote. Default: ${DEFAULT-VALUE}")
    Path metrics;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "deployment/observability",
            description = "The folder of the files. Default: ${DEFAULT-VALUE}")
    Path folder;

    @Option(names = "--check", description = "Writes nothing, and reports the differences.")
    boolean check;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Map<String, String> generated = Observability.of(Metrics.read(metrics));
            return check ? compare(generated) : write(generated);
        } catch (ManifestsException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private int compare(Map<String, String> generated) {
        List<String> differences = new Folder(folder).differences(generated);
        differences.forEach(out()::println);
        out().println(
                        differences.isEmpty()
                                ? Counted.of(generated.size(), "file") + " up to date."
                                : "Run ./baton observability, review the changes, and commit them.");
        return differences.isEmpty() ? 0 : 1;
    }

    private int write(Map<String, String> generated) {
        List<Path> changed = new Folder(folder).write(generated);
        changed.forEach(out()::println);
        out().println(Counted.of(changed.size(), "file") + " of " + generated.size() + " changed.");
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
