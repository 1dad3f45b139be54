package dev.baton.console.letters;

import dev.baton.console.http.Api;
import dev.baton.console.http.Call;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import dev.baton.runtime.deadletter.DeadLetterOperations.Performed;
import dev.baton.runtime.http.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Replays, edits and discards dead letters in the name of the caller. */
@Singleton
class OperationsApi implements Api {

    /** The greatest number of dead letters of one request. The page sends several requests for more. */
    private static final int MOST = 500;

    private final LetterTable letters;
    private final DeadLetterOperations operations;
    private final EditCheck check;
    private final ShownData data;

    OperationsApi(LetterTable letters, DeadLetterOperations operations, EditCheck check, ShownData data) {
        this.letters = letters;
        this.operations = operations;
        this.check = check;
        this.data = data;
    }

    /** What is done to one dead letter. */
    private interface Operation {
        Uni<Optional<Performed>> perform(long id, String by);
    }

    @Override
    public void add(Routes routes) {
        routes.post("/letters/replay", call -> each(call, operations::replay));
        routes.post("/letters/discard", call -> each(call, operations::discard));
        routes.post("/letters/discard-group", this::discardGroup);
        routes.post("/letters/:id/check", call -> problem(call).map(OperationsApi::checked));
        routes.post("/letters/:id/edit", this::edit);
    }

    private Uni<JsonObject> each(Call call, Operation operation) {
        return perform(call.sentIds(MOST), call.caller(), operation)
                .map(changed -> new JsonObject().put("changed", changed));
    }

    private Uni<JsonObject> discardGroup(Call call) {
        return letters.openIds(Group.sentBy(call), 0, MOST)
                .chain(ids -> perform(ids, call.caller(), operations::discard)
                        .map(changed -> new JsonObject().put("changed", changed).put("more", ids.size() == MOST)));
    }

    private static Uni<Long> perform(List<Long> ids, String by, Operation operation) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> operation.perform(id, by))
                .filter(performed -> performed.map(Performed::changed).orElse(false))
                .collect()
                .with(Collectors.counting());
    }

    private Uni<JsonObject> edit(Call call) {
        return problem(call).chain(problem -> {
            if (problem.isPresent()) {
                throw new Problem(422, problem.get());
            }
            return operations.edit(call.id(), edited(call), call.caller()).map(OperationsApi::performed);
        });
    }

    /** Returns why the dead letter can't have the new data. */
    private Uni<Optional<String>> problem(Call call) {
        if (!data.isShown()) {
            throw new Problem(
                    403, "the console does not show data (baton.console.show-data=false), so nobody edits it");
        }
        byte[] edited = edited(call);
        return operations
                .show(call.id())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(letter -> check.problem(letter.orElseThrow(() -> missing(call)), edited));
    }

    private static Problem missing(Call call) {
        return new Problem(404, "there is no dead letter " + call.id());
    }

    private static byte[] edited(Call call) {
        String text = call.sentText("data");
        if (text == null) {
            throw new Problem(400, "data must be the event's new data: JSON, as a text");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject checked(Optional<String> problem) {
        return new JsonObject().put("valid", problem.isEmpty()).put("problem", problem.orElse(null));
    }

    private static JsonObject performed(Optional<Performed> performed) {
        Performed done = performed.orElseThrow(() -> new Problem(404, "there is no such dead letter"));
        return new JsonObject()
                .put("changed", done.changed())
                .put("state", done.state())
                .put("eventId", done.eventId());
    }
}
