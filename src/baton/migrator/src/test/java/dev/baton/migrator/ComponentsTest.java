package dev.baton.migrator;

import static dev.baton.migrator.JarFiles.directory;
import static dev.baton.migrator.JarFiles.jar;
import static dev.baton.migrator.JarFiles.jarWithoutDirectories;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentsTest {

    private static final Map<String, String> SHOP =
            Map.of("db/shop/V1__first.sql", "create table shop (n int)", "db/shop/topics.txt", "shop.sold.v1 8");

    @TempDir
    Path root;

    @Test
    void isFoundInADirectory() throws IOException {
        assertThat(components(directory(root.resolve("a b"), SHOP))).containsExactly("shop");
    }

    @Test
    void isFoundInAJar() throws IOException {
        assertThat(components(jar(root.resolve("a b.jar"), SHOP))).containsExactly("shop");
    }

    @Test
    void isFoundInAJarWithoutEntriesForDirectories() throws IOException {
        assertThat(components(jarWithoutDirectories(root.resolve("shop.jar"), SHOP)))
                .containsExactly("shop");
    }

    @Test
    void isFoundInAJarWithAManifestWhoseClassLoaderListsNoJars() throws IOException {
        Path jar = jarWithoutDirectories(
                root.resolve("shop.jar"),
                Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n", "db/shop/V1__first.sql", ""));
        try (URLClassLoader urls = loader(jar)) {
            ClassLoader plain = new ClassLoader(null) {
                @Override
                protected Enumeration<URL> findResources(String name) throws IOException {
                    return urls.findResources(name);
                }
            };
            assertThat(Components.on(new ClassPath(plain))).containsExactly("shop");
        }
    }

    @Test
    void batonComesFirstAndTheRestInAlphabeticalOrder() throws IOException {
        assertThat(components(
                        jarWithoutDirectories(root.resolve("z.jar"), Map.of("db/zebra/V1__first.sql", "")),
                        jar(root.resolve("a.jar"), Map.of("db/ant/V1__first.sql", "")),
                        directory(root.resolve("b"), Map.of("db/baton/V1__first.sql", "", "db/cat/V1__first.sql", ""))))
                .containsExactly("baton", "ant", "cat", "zebra");
    }

    @Test
    void aFolderWithoutVersionedSqlIsNone() throws IOException {
        Map<String, String> foreign = Map.of(
                "db/changelog/changes.sql", "",
                "db/changelog/V1__deep/file.txt", "",
                "db/fixtures/old/V1__first.sql", "",
                "db/topics/topics.txt", "shop.sold.v1 8",
                "db/V1__first.sql", "",
                "other/db/shop/V1__first.sql", "");
        assertThat(components(directory(root.resolve("classes"), foreign))).isEmpty();
        assertThat(components(jar(root.resolve("foreign.jar"), foreign))).isEmpty();
    }

    @Test
    void filesOfSeveralPlacesAreThereOnceAndTheFirstCounts() throws IOException {
        Path first = directory(root.resolve("first"), SHOP);
        Path second = jar(
                root.resolve("second.jar"), Map.of("db/shop/V1__first.sql", "other", "db/shop/V2__second.sql", "more"));
        try (URLClassLoader loader = loader(first, second)) {
            Map<String, byte[]> files = new ClassPath(loader).files("db/shop");
            assertThat(files.keySet())
                    .containsExactly("db/shop/V1__first.sql", "db/shop/topics.txt", "db/shop/V2__second.sql");
            assertThat(new String(files.get("db/shop/V1__first.sql"), StandardCharsets.UTF_8))
                    .isEqualTo("create table shop (n int)");
        }
    }

    /** The class path of the program is that of the JVM, whose class loader lists no jars. */
    @Test
    void isFoundOnTheClassPathOfAProgram() throws Exception {
        Path jar = jarWithoutDirectories(root.resolve("shop.jar"), SHOP);
        String classPath = Stream.of(
                        jar.toString(), root.resolve("absent").toString(), path(Components.class), path(getClass()))
                .collect(Collectors.joining(File.pathSeparator));
        Path out = root.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Print.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();

        assertThat(process.waitFor()).as(() -> read(out)).isZero();
        assertThat(read(out).trim()).isEqualTo("[baton, orders, shop]");
    }

    static final class Print {
        public static void main(String[] arguments) {
            System.out.println(Components.on(new ClassPath(Print.class.getClassLoader())));
        }
    }

    private static String path(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> components(Path... classPath) throws IOException {
        try (URLClassLoader loader = loader(classPath)) {
            return Components.on(new ClassPath(loader));
        }
    }

    private static URLClassLoader loader(Path... classPath) throws IOException {
        URL[] urls = new URL[classPath.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classPath[i].toUri().toURL();
        }
        return new URLClassLoader(urls, null);
    }
}
