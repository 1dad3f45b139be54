package dev.baton.local.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Returns the commands that start the platform's processes: {@code java -jar}, or, with
 * {@code -Dbaton.executables=DIR}, the native executable {@code DIR/<name>}, where the name is {@code gateway} or the
 * folder name of a function. DIR may be relative to the root of the repository.
 */
public final class Executables {
    private static final String DIRECTORY = System.getProperty("baton.executables", "");
    /** Tests run in src/local. */
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Executables() {}

    public static List<String> gateway() {
        return service("gateway", ROOT.resolve("src/chat/gateway"));
    }

    /** Returns the names of all functions: the folders of their modules. */
    public static List<String> functions() {
        try (Stream<Path> folders = Files.list(ROOT.resolve("functions"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> function(String name) {
        return service(name, ROOT.resolve("functions").resolve(name));
    }

    static List<String> migrations() {
        return java(ROOT.resolve("src/chat/migrations/target/chat-migrations-runner.jar"));
    }

    /** Returns the command with another heap size, such as {@code 96m}; the process ends if it runs out of heap. */
    public static List<String> withHeap(List<String> command, String heap) {
        List<String> changed = new ArrayList<>(command);
        int place = command.indexOf("-jar");
        // Native executables accept the option, too; the last one on the command line counts.
        changed.add(place < 0 ? command.size() : place, "-Xmx" + heap);
        changed.add(place < 0 ? 1 : place, "-XX:+ExitOnOutOfMemoryError");
        return changed;
    }

    private static List<String> service(String name, Path module) {
        return DIRECTORY.isEmpty()
                ? java(module.resolve("target/quarkus-app/quarkus-run.jar"))
                : List.of(existing(ROOT.resolve(DIRECTORY).resolve(name)));
    }

    private static List<String> java(Path jar) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar", existing(jar));
    }

    private static String existing(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException("There is no " + file + ": build it first with ./mvnw package -DskipTests");
        }
        return file.toString();
    }
}
