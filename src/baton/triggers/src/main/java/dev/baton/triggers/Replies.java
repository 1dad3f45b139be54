package dev.baton.triggers;

import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.Extensions;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.UnreadableEventException;
import dev.baton.triggers.delivery.Answer;
import dev.baton.triggers.delivery.Hops;
import dev.baton.triggers.http.Ingress;
import dev.baton.triggers.http.Problem;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The replies of a subscriber: the event in a response with status 200 is fed back into the broker. A reply that can't
 * be read or that the broker does not accept counts as a failed delivery. Other answers are returned unchanged: 202 is
 * never a reply.
 */
final class Replies {

    private static final int WITH_REPLY = 200;
    private static final int MALFORMED = 502;
    private static final int NOT_STORED = 503;
    private static final int REFUSED = 400;

    private final Ingress.Store ingress;

    Replies(Ingress.Store ingress) {
        this.ingress = ingress;
    }

    /** Returns the answer once its reply is stored. If the reply can't be stored, returns a failed answer instead. */
    Future<Answer> take(Event stored, Answer answer) {
        if (answer instanceof Answer.Response response && response.status() == WITH_REPLY && hasContent(response)) {
            return feed(stored, response);
        }
        return Future.succeededFuture(answer);
    }

    private static boolean hasContent(Answer.Response response) {
        return response.body().length > 0 || HttpBinding.announcesEvent(response.headers());
    }

    private Future<Answer> feed(Event stored, Answer.Response response) {
        Event reply;
        try {
            reply = HttpBinding.readOne(response.headers(), response.body());
        } catch (UnreadableEventException malformed) {
            return Future.succeededFuture(failed(MALFORMED, "the reply is malformed: " + malformed.getMessage()));
        }
        return ingress.store(List.of(Hops.reply(traced(reply, stored), stored)))
                .<Answer>map(response)
                .otherwise(failure -> failed(
                        failure instanceof Problem ? REFUSED : NOT_STORED,
                        "the reply was not accepted: " + failure.getMessage()));
    }

    /** Returns the reply with the trace of its event, unless the reply has its own trace. */
    private static Event traced(Event reply, Event stored) {
        return reply.getExtension(Extensions.TRACE_PARENT) == null ? Extensions.withTraceOf(stored, reply) : reply;
    }

    private static Answer failed(int status, String reason) {
        return new Answer.Response(status, List.of(), reason.getBytes(StandardCharsets.UTF_8));
    }
}
