package dev.baton.console.redrive;

import dev.baton.console.letters.EditCheck;
import dev.baton.console.letters.Group;
import dev.baton.console.letters.LetterTable;
import dev.baton.console.redrive.RedriveTable.Stored;
import dev.baton.runtime.catalog.Catalog;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Tells what a redrive would do: how many events it would replay, and whether the first of them can be read. */
@Singleton
class DryRun {

    private static final int SAMPLE = 200;

    private final LetterTable letters;
    private final RedriveTable table;
    private final EditCheck check;
    private final Catalog catalog;

    DryRun(LetterTable letters, RedriveTable table, EditCheck check, Catalog catalog) {
        this.letters = letters;
        this.table = table;
        this.check = check;
        this.catalog = catalog;
    }

    Uni<JsonObject> of(Group group) {
        return letters.size(group).chain(size -> letters.openIds(group, 0, SAMPLE)
                .chain(table::events)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(sample -> group.json()
                        .put("letters", size.letters())
                        .put("keys", size.keys())
                        .mergeIn(checked(sample))));
    }

    private JsonObject checked(List<Stored> sample) {
        List<Stored> known = sample.stream()
                .filter(event -> catalog.knows(event.attributes().getOrDefault("type", "")))
                .toList();
        List<String> problems = known.stream()
                .map(event -> check.problem(event.attributes(), event.data()))
                .flatMap(Optional::stream)
                .toList();
        return new JsonObject()
                .put("checked", known.size())
                .put("unknown", sample.size() - known.size())
                .put("unreadable", problems.size())
                .put("problem", problems.isEmpty() ? null : problems.get(0));
    }
}
