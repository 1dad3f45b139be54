package dev.baton.cli.deadletters;

import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code baton dead-letters list}. */
@Command(name = "list", sortOptions = false, description = "Lists dead letters in the order of their ids.")
final class ListCommand extends Operation {

    /** The states of letters that the command can list. */
    enum State {
        open,
        replayed,
        discarded,
        all
    }

    @Mixin
    FilterOptions filter;

    @Option(
            names = "--state",
            defaultValue = "open",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    State state;

    @Option(names = "--after", paramLabel = "ID", description = "Only dead letters after this one.")
    long after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The maximum number of dead letters. Default: ${DEFAULT-VALUE}")
    int limit;

    @Override
    int perform(Letters letters) throws SQLException {
        List<Letter> page = letters.list(filter, state == State.all ? null : state.name(), after, limit);
        page.forEach(this::print);
        if (page.size() == limit && limit > 0) {
            out().println("There may be more: --after " + page.get(limit - 1).id());
        } else if (page.isEmpty()) {
            out().println("No dead letter matches.");
        }
        return 0;
    }

    private void print(Letter letter) {
        out().printf(
                        "%-6d %-9s %s  %s.%s  key %s  event %s%n       %s: %s%n",
                        letter.id(),
                        letter.state(),
                        letter.lastFailedAt(),
                        letter.namespace(),
                        letter.function(),
                        letter.key() == null ? "-" : letter.key(),
                        letter.eventId(),
                        letter.errorClass(),
                        letter.errorMessage().lines().findFirst().orElse(""));
    }
}
