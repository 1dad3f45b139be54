package dev.baton.cli.manifests;

import dev.baton.cli.error.CommandFailedException;
import dev.baton.cli.text.Counted;
import dev.baton.manifests.Application;
import dev.baton.manifests.Crds;
import dev.baton.manifests.Folder;
import dev.baton.manifests.Manifests;
import dev.baton.manifests.ManifestsException;
import dev.baton.manifests.Platform;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code baton manifests}. The exit status is also 1 if {@code --check} or {@code --crds} finds a problem.
 */
@Command(
        name = "manifests",
        sortOptions = false,
        description = "Writes the manifests of an application, from FILE and FOLDER/platform.yaml.")
public final class ManifestsCommand implements Callable<Integer> {

    @Option(
            names = "--functions",
            paramLabel = "FILE",
            defaultValue = "target/baton/functions.json",
            description =
                    "The description of the functions that the application's build wrote. Default: ${DEFAULT-VALUE}")
    Path functions;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "deployment/knative",
            description = "The folder of the manifests. Default: ${DEFAULT-VALUE}")
    Path folder;

    @Option(names = "--check", description = "Writes nothing, and reports the differences.")
    boolean check;

    @Option(
            names = "--crds",
            paramLabel = "FOLDER",
            description =
                    "Writes nothing, and checks the files against the custom resource definitions of this folder.")
    @Nullable
    Path crds;

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
            if (crds != null) {
                return report(
                        new Crds(crds).problems(new Folder(folder).files()), "All resources match their definitions.");
            }
            Map<String, String> generated =
                    Manifests.of(Application.read(functions), Platform.read(folder.resolve("platform.yaml")));
            return check ? compare(generated) : write(generated);
        } catch (ManifestsException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private int compare(Map<String, String> generated) {
        List<String> differences = new Folder(folder).differences(generated);
        int status = report(differences, Counted.of(generated.size(), "file") + " up to date.");
        if (status != 0) {
            out().println("Run ./baton manifests, review the changes, and commit them.");
        }
        return status;
    }

    private int write(Map<String, String> generated) {
        List<Path> changed = new Folder(folder).write(generated);
        changed.forEach(out()::println);
        out().println(Counted.of(changed.size(), "file") + " of " + generated.size() + " changed.");
        return 0;
    }

    private int report(List<String> problems, String nothing) {
        problems.forEach(out()::println);
        if (problems.isEmpty()) {
            out().println(nothing);
        }
        return problems.isEmpty() ? 0 : 1;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
