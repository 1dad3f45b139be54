package dev.baton.cli.deadletters;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.cli.deadletters.Letters.Performed;
import dev.baton.cli.error.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code baton dead-letters edit ID --data FILE}. */
@Command(
        name = "edit",
        sortOptions = false,
        description = "Replays an event with other data. The event gets a new id, and the old one as its causationid.")
final class EditCommand extends Operation {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Parameters(paramLabel = "ID", description = "The letter.")
    long id;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "The file with the new data (JSON), or - for standard input.")
    Path file;

    @Mixin
    Performer performer;

    @Override
    int perform(Letters letters) throws SQLException {
        Performed performed = letters.edit(id, data(), performer.name);
        out().println(
                        performed.changed()
                                ? "Dead letter " + id + " was replayed as event " + performed.eventId() + "."
                                : performed.already(id));
        return 0;
    }

    private byte[] data() {
        try {
            byte[] data = file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
            if (JSON.readTree(data).isMissingNode()) {
                throw new CommandFailedException(
                        "The file " + file + " is empty; it must contain the event's data as JSON");
            }
            return data;
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The file " + file + " does not contain JSON, or can't be read: " + e.getMessage(), e);
        }
    }
}
