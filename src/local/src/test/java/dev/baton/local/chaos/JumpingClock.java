package dev.baton.local.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clock of a process, which is wrong by some time, and jumps. Needs Debian's package {@code libfaketime}. */
final class JumpingClock {
    private static final Optional<Path> LIBRARY = List.of("x86_64-linux-gnu", "aarch64-linux-gnu").stream()
            .map(system -> Path.of("/usr/lib", system, "faketime/libfaketimeMT.so.1"))
            .filter(Files::exists)
            .findFirst();

    private final Path file;

    /** @param file where the process finds how wrong its clock is */
    JumpingClock(Path file, int seconds) throws IOException {
        this.file = file;
        set(seconds);
    }

    /** Returns whether clocks can jump on this machine. */
    static boolean isAvailable() {
        return LIBRARY.isPresent();
    }

    /** Returns the environment of a process that has this clock. Elapsed time is not affected. */
    Map<String, String> environment() {
        return LIBRARY.<Map<String, String>>map(library -> Map.of(
                        "LD_PRELOAD", library.toString(),
                        "FAKETIME_TIMESTAMP_FILE", file.toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        // Otherwise, waits of the JVM end too early.
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                        "NO_FAKE_STAT", "1"))
                .orElse(Map.of());
    }

    /** Lets the clock jump: from now on it is ahead by so many seconds, or behind. */
    void set(int seconds) throws IOException {
        Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), "%+ds%n".formatted(seconds));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
