package dev.baton.cli.deadletters;

import dev.baton.cli.deadletters.Letters.Performed;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code baton dead-letters discard ID...}. */
@Command(
        name = "discard",
        sortOptions = false,
        description = "Gives up on events permanently. The events behind them continue; the dead letters are kept.")
final class DiscardCommand extends Operation {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The letters.")
    List<Long> ids;

    @Mixin
    Performer performer;

    @Override
    int perform(Letters letters) throws SQLException {
        for (long id : ids) {
            Performed performed = letters.discard(id, performer.name);
            out().println(performed.changed() ? "Dead letter " + id + " was discarded." : performed.already(id));
        }
        return 0;
    }
}
