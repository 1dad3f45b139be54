package dev.baton.cli.deadletters;

import dev.baton.cli.deadletters.Letters.Performed;
import dev.baton.cli.text.Counted;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * The command {@code baton dead-letters replay}, for the letters with the given ids or all open letters that match a
 * filter.
 */
@Command(
        name = "replay",
        sortOptions = false,
        description = "Delivers events to their functions once more, before all events that wait behind them: the dead"
                + " letters with the ids, or, with --yes and a filter or --all, all open ones that match.")
final class ReplayLettersCommand extends Operation {

    private static final int PAGE = 500;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "The letters.")
    List<Long> ids = List.of();

    @Mixin
    FilterOptions filter;

    @Option(names = "--all", description = "All open dead letters.")
    boolean all;

    @Option(
            names = "--yes",
            description = "Replays all that match. Without it, the command only prints how many match.")
    boolean yes;

    @Mixin
    Performer performer;

    @Override
    int perform(Letters letters) throws SQLException {
        boolean many = all || !filter.isEmpty();
        if (many != ids.isEmpty()) {
            throw new ParameterException(command.commandLine(), "Give either ids, or a filter, or --all");
        }
        return many ? replayFitting(letters) : replayGiven(letters);
    }

    private int replayGiven(Letters letters) throws SQLException {
        for (long id : ids) {
            Performed performed = letters.replay(id, performer.name);
            out().println(performed.changed() ? "Dead letter " + id + " was replayed." : performed.already(id));
        }
        return 0;
    }

    private int replayFitting(Letters letters) throws SQLException {
        long total = letters.count(filter);
        if (!yes) {
            out().println(Counted.of(total, "open dead letter") + " found. Replay with --yes.");
            return total == 0 ? 0 : 1;
        }
        Progress progress = new Progress(err(), Boolean.getBoolean("baton.terminal"), total);
        long replayed = 0;
        long after = 0;
        List<Letter> page;
        do {
            page = letters.list(filter, "open", after, PAGE);
            for (Letter letter : page) {
                replayed += letters.replay(letter.id(), performer.name).changed() ? 1 : 0;
                after = letter.id();
                progress.at(replayed);
            }
        } while (page.size() == PAGE);
        progress.end(replayed);
        out().println(Counted.of(replayed, "dead letter") + " replayed.");
        return 0;
    }
}
