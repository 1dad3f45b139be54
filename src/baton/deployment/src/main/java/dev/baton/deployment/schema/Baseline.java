package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The committed schemas of the event types of one module: a file {@code <type>.json} for each version. */
public final class Baseline {

    private static final String EXTENSION = ".json";

    private final Path directory;
    private final Map<String, String> committed;

    private Baseline(Path directory, Map<String, String> committed) {
        this.directory = directory;
        this.committed = committed;
    }

    /** Reads the schemas in a directory. */
    public static Baseline read(Path directory) {
        Map<String, String> committed = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(EXTENSION)) {
                    committed.put(name.substring(0, name.length() - EXTENSION.length()), Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Baseline(directory, committed);
    }

    /**
     * Returns what breaks readers or writers of a version, with what to do about it.
     *
     * @param now the schemas of the module's event types
     */
    public List<String> problems(Map<String, ? extends JsonNode> now) {
        List<String> problems = new ArrayList<>();
        committed.forEach((type, text) -> {
            JsonNode schema = now.get(type);
            if (schema == null) {
                problems.add("event type " + type + " no longer has a record, but topics and tables may still hold its"
                        + " events: restore the record, or delete " + file(type) + " once no such event is left");
            } else {
                problem(type, text, schema, problems);
            }
        });
        return problems;
    }

    private void problem(String type, String text, JsonNode schema, List<String> problems) {
        List<Change> changes = Compatibility.changes(parse(type, text), schema);
        if (!changes.isEmpty()) {
            problems.add("the record of " + type + " is no longer compatible with " + file(type) + ":\n  "
                    + String.join("\n  ", changes.stream().map(Change::toString).toList())
                    + "\n  Undo the change, and " + newVersion(type)
                    + ". If no event of this version exists anywhere, accept it with -Dbaton.baseline.update=all");
        }
    }

    private static String newVersion(String type) {
        int dot = type.lastIndexOf(".v");
        String number = dot < 0 ? "" : type.substring(dot + 2);
        return number.matches("\\d{1,6}")
                ? "make it in a new record of type " + type.substring(0, dot) + ".v" + (Integer.parseInt(number) + 1)
                        + ", with an @Upcast method that creates it from this one"
                : "make it in a record of a new event type (a type that ends with .v1 can get further versions)";
    }

    private JsonNode parse(String type, String text) {
        try {
            return SchemaJson.read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file(type) + " is not JSON: " + e.getMessage(), e);
        }
    }

    /** Returns the types whose committed schema is missing or differs. */
    public List<String> outdated(Map<String, ? extends JsonNode> now) {
        return now.entrySet().stream()
                .filter(each -> !SchemaJson.write(each.getValue()).equals(committed.get(each.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Writes the schema of a type. A reader finds the old file or the new one. */
    public void write(String type, JsonNode schema) {
        try {
            Path unfinished = Files.createTempFile(directory, "." + type, ".tmp");
            Files.writeString(unfinished, SchemaJson.write(schema));
            Files.move(unfinished, file(type), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file(type) + " can't be written", e);
        }
    }

    private Path file(String type) {
        return directory.resolve(type + EXTENSION);
    }
}
