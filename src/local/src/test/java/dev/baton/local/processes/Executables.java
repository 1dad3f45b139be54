package dev.baton.local.processes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a process of the platform is started: by {@code java -jar}, or, with {@code -Dbaton.executables=DIR}, as the native
 * executable {@code DIR/<name>}.
 */
final class Executables {
    private static final String DIRECTORY = System.getProperty("baton.executables", "");
    /** Tests run in src/local. */
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Executables() {}

    static List<String> gateway() {
        return service("gateway", ROOT.resolve("src/chat/gateway"));
    }

    static List<String> function(String name) {
        return service(name, ROOT.resolve("functions").resolve(name));
    }

    static List<String> migrations() {
        return java(ROOT.resolve("src/migrations/target/baton-migrations-runner.jar"));
    }

    private static List<String> service(String name, Path module) {
        return DIRECTORY.isEmpty()
                ? java(module.resolve("target/quarkus-app/quarkus-run.jar"))
                : List.of(existing(Path.of(DIRECTORY, name)));
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
