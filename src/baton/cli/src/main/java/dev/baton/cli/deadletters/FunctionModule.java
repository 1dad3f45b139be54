package dev.baton.cli.deadletters;

import dev.baton.cli.error.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The module with the source of a function. */
record FunctionModule(Path root, String packageName) {

    private static final String SOURCES = "src/main/java";
    private static final String TESTS = "src/test/java";

    /**
     * Finds the package of the function.
     *
     * @param folder the module, or null for {@code functions/<function>} or the current folder
     */
    static FunctionModule of(@Nullable Path folder, String function) {
        Path conventional = Path.of("functions", function);
        Path module = folder != null ? folder : Files.isDirectory(conventional) ? conventional : Path.of("");
        Path sources = module.resolve(SOURCES);
        List<Path> found = functions(sources);
        Path source = found.stream()
                .filter(file -> isSource(file, function))
                .findFirst()
                .or(() -> found.size() == 1 ? found.stream().findFirst() : Optional.empty())
                .orElseThrow(() -> new CommandFailedException("There is no class of the function '" + function + "' in "
                        + sources + ": name its module with --module"));
        Path folderOfPackage = sources.relativize(source.getParent());
        return new FunctionModule(
                module, folderOfPackage.toString().replace('\\', '/').replace('/', '.'));
    }

    Path testFolder() {
        return root.resolve(TESTS).resolve(packageName.replace('.', '/'));
    }

    private static List<Path> functions(Path sources) {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> read(file).contains("@Funq"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailedException(sources + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Returns whether a function of this name is in the file, by its annotation or by the name of its class. */
    private static boolean isSource(Path file, String function) {
        String simpleName = file.getFileName().toString().replace(".java", "");
        String kebab = simpleName
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
        return kebab.equals(function) || read(file).contains("@Funq(\"" + function + "\")");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailedException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
