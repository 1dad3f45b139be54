package dev.baton.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.cli.text.Counted;
import java.io.PrintWriter;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code baton dead-letters show ID}. */
@Command(
        name = "show",
        sortOptions = false,
        description = "Shows a dead letter: the event, its failure, and what was done with it.")
final class ShowCommand extends Operation {

    @Parameters(paramLabel = "ID", description = "The letter.")
    long id;

    @Option(names = "--data", description = "Only the event's data, for a file to edit.")
    boolean onlyData;

    @Override
    int perform(Letters letters) throws SQLException {
        Letter letter = letters.show(id);
        PrintWriter out = out();
        if (onlyData) {
            out.print(new String(letter.data(), UTF_8));
            return 0;
        }
        out.printf("letter      %d, %s%n", letter.id(), letter.state());
        out.printf("namespace   %s%n", letter.namespace());
        out.printf("function    %s%n", letter.function());
        out.printf("key         %s%n", letter.key() == null ? "-" : letter.key());
        out.printf("came from   %s%n", letter.origin());
        out.printf(
                "failed      %s, from %s to %s%n",
                Counted.of(letter.attempts(), "time"), letter.firstFailedAt(), letter.lastFailedAt());
        out.printf("attributes  %s%n", letter.attributes());
        out.printf("data        %s%n", new String(letter.data(), UTF_8));
        for (String line : letters.audit(id)) {
            out.printf("audit       %s%n", line);
        }
        out.printf("%s", letter.errorStack());
        return 0;
    }
}
