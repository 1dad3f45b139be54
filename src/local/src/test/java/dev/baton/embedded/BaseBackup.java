package dev.baton.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Copies the data directory of a running PostgreSQL, by its functions for low-level backups. */
final class BaseBackup {

    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "standby.signal");

    private BaseBackup() {}

    /** @param server a connection of a superuser to the server */
    static void copy(Connection server, Path from, Path to) throws IOException {
        try (Statement statement = server.createStatement()) {
            statement.execute("select pg_backup_start('copy', fast => true)");
            copyFiles(from, to);
            String label = stop(statement);
            // The WAL up to the end of the backup, which makes the copy consistent.
            copyFiles(from.resolve("pg_wal"), to.resolve("pg_wal"));
            Files.writeString(to.resolve("backup_label"), label);
        } catch (SQLException e) {
            throw new IOException("There is no copy of " + from + ": " + e.getMessage(), e);
        }
    }

    private static String stop(Statement statement) throws SQLException {
        try (ResultSet result =
                statement.executeQuery("select labelfile from pg_backup_stop(wait_for_archive => false)")) {
            result.next();
            return result.getString(1);
        }
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path target = Files.createDirectories(to.resolve(from.relativize(directory)));
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    if (!NOT_COPIED.contains(file.getFileName().toString())) {
                        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                    }
                } catch (NoSuchFileException goneMeanwhile) {
                    // as the documentation of PostgreSQL expects
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
