package dev.baton.migrator;

import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The files of one component for Flyway, which by itself finds no folder in a jar without entries for directories.
 */
final class SqlFiles implements ResourceProvider {

    private final Map<String, LoadableResource> files = new LinkedHashMap<>();

    SqlFiles(String folder, Map<String, byte[]> contents) {
        contents.forEach((name, content) -> {
            String relative = name.substring(folder.length() + 1);
            files.put(relative, new SqlFile(name, relative, new String(content, StandardCharsets.UTF_8)));
        });
    }

    @Override
    public @Nullable LoadableResource getResource(String relativeName) {
        return files.get(relativeName);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.values().stream()
                .filter(file -> file.getFilename().startsWith(prefix))
                .filter(file -> Stream.of(suffixes).anyMatch(file.getFilename()::endsWith))
                .toList();
    }

    private static final class SqlFile extends LoadableResource {

        private final String name;
        private final String relativeName;
        private final String sql;

        SqlFile(String name, String relativeName, String sql) {
            this.name = name;
            this.relativeName = relativeName;
            this.sql = sql;
        }

        @Override
        public Reader read() {
            return new StringReader(sql);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return relativeName;
        }
    }
}
