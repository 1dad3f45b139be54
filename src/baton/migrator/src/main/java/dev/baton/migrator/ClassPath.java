package dev.baton.migrator;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The files of a class path. A folder may be spread over several directories and jars. Of files with the same name, the
 * first one on the class path counts.
 */
final class ClassPath {

    private final ClassLoader classLoader;

    ClassPath(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    ClassLoader classLoader() {
        return classLoader;
    }

    /**
     * Returns the content of all files in and below the folder by their full names, in class path order and, within a
     * directory or jar, by name.
     */
    Map<String, byte[]> files(String folder) {
        Map<String, byte[]> files = read(folder, rootsWith(folder));
        return files.isEmpty() ? read(folder, roots()) : files;
    }

    /** Returns the full names of all files in and below the folder. Opens every jar of the class path. */
    Collection<String> names(String folder) {
        Set<Path> roots = rootsWith(folder);
        roots.addAll(roots());
        return read(folder, roots).keySet();
    }

    /** Returns the directories and jars in which the class loader finds the file or folder. */
    private Set<Path> rootsWith(String name) {
        Set<Path> roots = new LinkedHashSet<>();
        try {
            for (URL url : Collections.list(classLoader.getResources(name))) {
                addRoot(url.toString().replaceFirst("!?/" + name + "/?$", ""), roots);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return roots;
    }

    /**
     * Returns the directories and jars of the class path. Class loaders do not find a folder in a jar without entries
     * for directories, nor do they all list their jars, but almost every jar has a manifest.
     */
    private Set<Path> roots() {
        Set<Path> roots = rootsWith(JarFile.MANIFEST_NAME);
        for (ClassLoader each = classLoader; each != null; each = each.getParent()) {
            if (each instanceof URLClassLoader listed) {
                Stream.of(listed.getURLs()).forEach(url -> addRoot(url.toString(), roots));
            }
            if (each == ClassLoader.getSystemClassLoader()) {
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .forEach(path -> addRoot(Path.of(path).toUri().toString(), roots));
            }
        }
        return roots;
    }

    /** Adds a directory or jar of the file system; SQL is not read from elsewhere. */
    private static void addRoot(String url, Set<Path> roots) {
        String file = url.replaceFirst("^jar:", "");
        if (file.startsWith("file:")) {
            roots.add(Path.of(URI.create(file)).toAbsolutePath().normalize());
        }
    }

    private static Map<String, byte[]> read(String folder, Set<Path> roots) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Path root : roots) {
            try {
                if (Files.isDirectory(root.resolve(folder))) {
                    addDirectory(root, folder, files);
                } else if (Files.isRegularFile(root) && root.toString().endsWith(".jar")) {
                    addJar(root, folder, files);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + root, e);
            }
        }
        return files;
    }

    private static void addDirectory(Path root, String folder, Map<String, byte[]> files) throws IOException {
        List<Path> found;
        try (Stream<Path> tree = Files.walk(root.resolve(folder))) {
            found = tree.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : found) {
            files.putIfAbsent(
                    root.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
        }
    }

    private static void addJar(Path root, String folder, Map<String, byte[]> files) throws IOException {
        try (JarFile jar = new JarFile(root.toFile(), false)) {
            List<JarEntry> found = jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(folder + "/"))
                    .sorted(Comparator.comparing(JarEntry::getName))
                    .toList();
            for (JarEntry entry : found) {
                files.putIfAbsent(entry.getName(), jar.getInputStream(entry).readAllBytes());
            }
        }
    }
}
