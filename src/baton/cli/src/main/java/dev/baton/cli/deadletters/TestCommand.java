package dev.baton.cli.deadletters;

import dev.baton.cli.error.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code baton dead-letters test ID}. */
@Command(
        name = "test",
        sortOptions = false,
        description = {
            "Writes a JUnit test that delivers exactly this event to its function, and asserts that it is handled.",
            "The test fails until the function, or what it depends on, is fixed. It needs baton-testkit."
        })
final class TestCommand extends Operation {

    @Parameters(paramLabel = "ID", description = "The letter.")
    long id;

    @Option(
            names = "--module",
            paramLabel = "FOLDER",
            description = "The module of the function. Default: functions/NAME, or else the current folder")
    @Nullable
    Path module;

    @Option(
            names = "--mask",
            paramLabel = "MEMBER",
            split = ",",
            description = "Members of the data, at any depth, whose values are personal: letters become a, digits 1."
                    + " Attributes with the same values are masked, too.")
    List<String> masked = List.of();

    @Override
    int perform(Letters letters) throws SQLException {
        Letter letter = letters.show(id);
        FunctionModule target = FunctionModule.of(module, letter.function());
        Masked event = Masked.of(letter, Set.copyOf(masked));
        String name = "DeadLetter" + id + "Test";
        Path file = target.testFolder().resolve(name + ".java");
        write(file, TestSource.of(target.packageName(), name, letter, event));
        out().println(file);
        return 0;
    }

    private static void write(Path file, String source) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, source);
        } catch (IOException e) {
            throw new CommandFailedException("The test " + file + " can't be written: " + e.getMessage(), e);
        }
    }
}
