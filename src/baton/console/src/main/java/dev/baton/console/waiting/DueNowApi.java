package dev.baton.console.waiting;

import dev.baton.console.http.Api;
import dev.baton.console.http.Call;
import dev.baton.runtime.http.Problem;
import dev.baton.runtime.outbox.OutboxSignal;
import dev.baton.runtime.wakeup.Activities;
import dev.baton.runtime.wakeup.Activity;
import dev.baton.runtime.wakeup.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes due at once what waits for its time, or cancels it, in the name of the caller. */
@Singleton
class DueNowApi implements Api {

    private static final Logger LOG = Logger.getLogger(DueNowApi.class);

    private final WaitingTable table;
    private final OutboxSignal outbox;
    private final Activities activities;

    DueNowApi(WaitingTable table, OutboxSignal outbox, Activities activities) {
        this.table = table;
        this.outbox = outbox;
        this.activities = activities;
    }

    @Override
    public void add(Routes routes) {
        routes.post("/waiting/retries/:id/now", call -> table.tryNow(call.id())
                .invoke(() -> tell(Work.RETRIES))
                .map(changed -> done(call, "retry now", Long.toString(call.id()), changed)));
        routes.post("/waiting/delayed/:id/now", call -> table.publishNow(call.id())
                .invoke(outbox::wake)
                .map(changed -> done(call, "publish now", Long.toString(call.id()), changed)));
        routes.post("/waiting/delayed/:id/cancel", call -> table.cancel(call.id())
                .map(changed -> done(call, "cancel", Long.toString(call.id()), changed)));
        routes.post("/waiting/schedules/fire", this::fire);
    }

    private Uni<JsonObject> fire(Call call) {
        @Nullable String function = call.sentText("function");
        if (function == null) {
            throw new Problem(400, "function must be the name of a function");
        }
        return table.fireNow(function)
                .invoke(() -> tell(Work.SCHEDULES))
                .map(changed -> done(call, "fire now", function, changed));
    }

    /** Wakes the loops of this process and of all others. */
    private void tell(Work work) {
        Activity activity = activities.of(work);
        activity.missed();
        activity.forOthers();
    }

    private static JsonObject done(Call call, String operation, String what, boolean changed) {
        LOG.infof(
                "Operation in the console: operation=%s target=%s user=%s count=%d",
                operation, what, call.caller(), changed ? 1 : 0);
        return new JsonObject().put("changed", changed);
    }
}
