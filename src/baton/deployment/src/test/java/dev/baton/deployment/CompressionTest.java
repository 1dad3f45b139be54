package dev.baton.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.util.Native;
import dev.baton.runtime.catalog.BatonModel;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

/**
 * Checks the classes by name: one that a newer codec renames would be missing only in executables, and only when a
 * compressed record arrives.
 */
class CompressionTest {

    static Stream<String> classes() {
        return Stream.of(
                        List.of(Compression.LZ4_IN_JAVA),
                        List.of(Compression.ZSTD_FROM_C),
                        List.of(Compression.SNAPPY_FROM_C),
                        Compression.KAFKA_CLASSES)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void what_is_registered_by_name_exists(String name) throws ClassNotFoundException {
        assertThat(Class.forName(name, false, getClass().getClassLoader()).getName())
                .isEqualTo(name);
    }

    @Test
    void all_implementations_of_lz4_in_java_are_registered() throws Exception {
        List<String> implementations = entries(net.jpountz.lz4.LZ4Factory.class).stream()
                .filter(entry -> entry.matches("net/jpountz/.*Java(Safe|Unsafe)(\\$Factory|[A-Za-z]*or)?\\.class"))
                .map(entry -> entry.replace(".class", "").replace('/', '.'))
                .filter(name -> !name.contains(".Streaming") || name.endsWith("$Factory"))
                .toList();

        assertThat(Compression.LZ4_IN_JAVA).containsExactlyInAnyOrderElementsOf(implementations);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "aarch64"})
    void zstd_has_one_library_for_each_architecture(String architecture) throws Exception {
        var glob = FileSystems.getDefault().getPathMatcher("glob:" + Compression.zstdLibrary(architecture));

        assertThat(entries(Native.class))
                .filteredOn(entry -> glob.matches(Path.of(entry)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "aarch64"})
    void snappy_has_one_library_for_each_architecture(String architecture) throws Exception {
        assertThat(entries(Snappy.class)).containsOnlyOnce(Compression.snappyLibrary(architecture));
    }

    /** Quarkus' own way unpacks the library to a file that two processes of a machine overwrite. */
    @Test
    void snappy_is_not_unpacked_by_quarkus() throws Exception {
        Properties defaults = new Properties();
        try (InputStream file = BatonModel.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            defaults.load(file);
        }

        assertThat(defaults).containsEntry("quarkus.kafka.snappy.enabled", "false");
    }

    /** Returns the entries of the jar that the class is from. */
    private static List<String> entries(Class<?> type) throws Exception {
        URI jar = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        List<String> names = new ArrayList<>();
        try (JarFile file = new JarFile(Path.of(jar).toFile())) {
            file.stream().map(JarEntry::getName).forEach(names::add);
        }
        return names;
    }
}
