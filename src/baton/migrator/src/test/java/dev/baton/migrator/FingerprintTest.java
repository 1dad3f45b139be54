package dev.baton.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

    @TempDir
    Path root;

    @BeforeEach
    void shopOfOneMigration() throws IOException {
        write("V1__first.sql", "create table shop (n int)");
    }

    @Test
    void isTheSameForTheSameFiles() throws IOException {
        assertThat(fingerprint("shop")).isEqualTo(fingerprint("shop"));
    }

    @Test
    void isTheSameForAFolderAndAJar() throws IOException {
        Map<String, String> files = Map.of("db/shop/V1__first.sql", "create table shop (n int)");
        Path jar = JarFiles.jar(root.resolve("shop.jar"), files);
        Path plain = JarFiles.jarWithoutDirectories(root.resolve("plain.jar"), files);
        assertThat(fingerprint(jar, "shop")).isEqualTo(fingerprint("shop"));
        assertThat(fingerprint(plain, "shop")).isEqualTo(fingerprint("shop"));
    }

    @Test
    void changesWithTheContentOfAFile() throws IOException {
        String before = fingerprint("shop");
        write("V1__first.sql", "create table shop (n bigint)");
        assertThat(fingerprint("shop")).isNotEqualTo(before);
    }

    @Test
    void changesWithAFileMore() throws IOException {
        String before = fingerprint("shop");
        write("V2__second.sql", "");
        assertThat(fingerprint("shop")).isNotEqualTo(before);
    }

    @Test
    void changesWithTheNameOfAFile() throws IOException {
        String before = fingerprint("shop");
        Files.move(folder().resolve("V1__first.sql"), folder().resolve("V2__first.sql"));
        assertThat(fingerprint("shop")).isNotEqualTo(before);
    }

    @Test
    void changesWithTheComponentsAndTheirOrder() throws IOException {
        assertThat(List.of(fingerprint("baton"), fingerprint("baton", "shop"), fingerprint("shop", "baton")))
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesAComponentThatIsNotOnTheClassPath() {
        assertThatThrownBy(() -> fingerprint("absent"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("'absent'");
    }

    @Test
    void refusesAFolderWithoutVersionedSql() throws IOException {
        JarFiles.directory(root, Map.of("db/fixtures/data.sql", ""));
        assertThatThrownBy(() -> fingerprint("fixtures"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("expected db/fixtures/V1__<what>.sql");
    }

    private Path folder() {
        return root.resolve("db/shop");
    }

    private void write(String file, String sql) throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve(file), sql);
    }

    private String fingerprint(String... components) throws IOException {
        return fingerprint(root, components);
    }

    private static String fingerprint(Path classPath, String... components) throws IOException {
        URL[] urls = {classPath.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, Migrations.class.getClassLoader())) {
            return Migrations.fingerprint(List.of(components), loader);
        }
    }
}
