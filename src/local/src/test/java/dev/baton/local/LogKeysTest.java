package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that docs/reference/log-keys.md lists exactly the keys of the log statements in all modules. */
class LogKeysTest {

    private static final Path ROOT = Path.of("../..");

    /** A logger call, up to the first semicolon outside its string literals. */
    private static final Pattern STATEMENT =
            Pattern.compile("\\bLOG\\.(?:trace|debug|info|warn|error)f?\\((?:[^;\"]++|\"(?:[^\"\\\\]|\\\\.)*+\")*+;");

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern KEY = Pattern.compile("(?<![\\w.%-])([A-Za-z][\\w.-]*)=%");
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\| `(\\w+)` \\|.*\\|$");
    private static final Pattern CONTEXT = Pattern.compile("(?m)^\\| `(\\w+)` \\|.*\\*context\\* \\|$");
    private static final Pattern IN_CONTEXT = Pattern.compile("MDC\\.put\\(\"(\\w+)\"");

    /** What Quarkus adds to the log context wherever a trace is current. */
    private static final Set<String> TRACE = Set.of("spanId", "traceId");

    @Test
    void everyKeyIsInTheDictionaryAndEveryEntryIsUsed() throws IOException {
        Map<String, Set<String>> used = new TreeMap<>();
        sources().forEach(file -> keys(file).forEach(key -> used.computeIfAbsent(key, any -> new TreeSet<>())
                .add(file.getFileName().toString())));
        Set<String> inContext = entries(CONTEXT);

        assertThat(used.keySet()).contains("function", "eventId");
        assertThat(entries(ENTRY)).as("a new key gets an entry; used: %s", used).containsAll(used.keySet());
        assertThat(entries(ENTRY))
                .filteredOn(entry -> !used.containsKey(entry))
                .as("entries that no log statement uses")
                .isSubsetOf(inContext);
    }

    @Test
    void theLogContextIsAsTheDictionarySays() throws IOException {
        String context = Files.readString(
                ROOT.resolve("src/baton/runtime/src/main/java/dev/baton/runtime/telemetry/LogContext.java"));

        Set<String> keys = all(IN_CONTEXT, context);
        keys.addAll(TRACE);
        assertThat(entries(CONTEXT)).isEqualTo(keys);
    }

    private static Stream<String> keys(Path file) {
        return STATEMENT.matcher(read(file)).results().flatMap(statement -> {
            String message = TEXT.matcher(statement.group())
                    .results()
                    .map(text -> text.group(1))
                    .collect(Collectors.joining());
            return KEY.matcher(message).results().map(key -> key.group(1));
        });
    }

    private static Set<String> entries(Pattern entry) throws IOException {
        return all(entry, Files.readString(ROOT.resolve("docs/reference/log-keys.md")));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> sources() throws IOException {
        Stream<Path> files = Stream.of("functions", "src").map(ROOT::resolve).flatMap(LogKeysTest::walk);
        return files.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> file.toString().contains("/src/main/java/"))
                .filter(file -> !file.toString().contains("/bench/"));
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
