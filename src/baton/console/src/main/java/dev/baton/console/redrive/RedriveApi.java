package dev.baton.console.redrive;

import dev.baton.console.http.Api;
import dev.baton.console.http.Call;
import dev.baton.console.letters.Group;
import dev.baton.console.letters.LetterTable;
import dev.baton.runtime.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Begins, continues and stops redrives. */
@Singleton
class RedriveApi implements Api {

    private static final int SLOW = 10;
    private static final int FAST = 1_000;

    private final Redrives redrives;
    private final DryRun dryRun;
    private final LetterTable letters;

    RedriveApi(Redrives redrives, DryRun dryRun, LetterTable letters) {
        this.redrives = redrives;
        this.dryRun = dryRun;
        this.letters = letters;
    }

    @Override
    public void add(Routes routes) {
        routes.get("/redrives/dry-run", call -> dryRun.of(Group.of(call)));
        routes.get("/redrives", call -> Uni.createFrom().item(() -> new JsonObject().put("redrives", redrives.json())));
        routes.get("/redrives/:id", call -> one(call, redrives.show(call.id())));
        routes.post("/redrives", this::begin);
        routes.post("/redrives/:id/resume", call -> one(call, redrives.resume(call.id())));
        routes.post("/redrives/:id/stop", call -> one(call, redrives.stop(call.id(), call.caller())));
    }

    private Uni<JsonObject> begin(Call call) {
        int perSecond = (int) call.sentNumber("perSecond", 1, FAST, SLOW);
        boolean pauses = Boolean.TRUE.equals(call.body().getValue("pauses"));
        Group group = Group.sentBy(call);
        return letters.size(group)
                .map(size -> new Redrive.Order(group, size.last(), size.letters(), perSecond, pauses, call.caller()))
                .map(redrives::begin);
    }

    private static Uni<JsonObject> one(Call call, Optional<JsonObject> redrive) {
        return Uni.createFrom()
                .item(redrive.orElseThrow(
                        () -> new Problem(404, "this process runs no redrive " + call.id() + ", and has not run it")));
    }
}
