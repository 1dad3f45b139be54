package dev.baton.runtime.http;

import dev.baton.runtime.http.identity.SenderIdentity;
import dev.baton.runtime.http.identity.Verdict;
import dev.baton.runtime.schema.SchemaCheck;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides whether a request may be read and handled: who sends it, and whether this process can take it now. */
@Singleton
class Admission {

    private final SenderIdentity identity;
    private final SchemaCheck schema;
    private final InFlight inFlight;
    private final BodyMemory bodies;

    Admission(SenderIdentity identity, SchemaCheck schema, InFlight inFlight, BodyMemory bodies) {
        this.identity = identity;
        this.schema = schema;
        this.inFlight = inFlight;
        this.bodies = bodies;
    }

    /**
     * Passes why the request is refused, or empty if it is admitted; call {@link #leave} after an admitted one was
     * answered. Call this method on the request's event loop, where the result is passed as well.
     */
    void enter(HttpServerRequest request, Consumer<Optional<Problem>> result) {
        Future<Verdict> verdict = identity.of(request.headers().getAll("Authorization"));
        if (verdict.isComplete()) {
            result.accept(problem(verdict.result()));
            return;
        }
        // The issuer is asked for its keys, and the body must not arrive before somebody reads it.
        request.pause();
        Context context = Vertx.currentContext();
        verdict.onComplete(decided -> context.runOnContext(ignored -> result.accept(problem(decided.result()))));
    }

    /** Returns the memory for the body of an admitted request. */
    BodyMemory.Part memory() {
        return bodies.part();
    }

    void leave(BodyMemory.Part memory) {
        memory.free();
        inFlight.leave();
    }

    private Optional<Problem> problem(Verdict verdict) {
        Optional<Problem> refused = refusal(verdict);
        if (refused.isPresent()) {
            return refused;
        }
        return schema.ready()
                ? inFlight.enter()
                : Optional.of(new Problem(503, schema.problem()).retryAfter(Answer.WHEN_BACK));
    }

    private static Optional<Problem> refusal(Verdict verdict) {
        if (verdict instanceof Verdict.Missing missing) {
            return Optional.of(new Problem(401, missing.reason()));
        }
        if (verdict instanceof Verdict.Invalid invalid) {
            return Optional.of(new Problem(401, invalid.reason()).challenge("Bearer error=\"invalid_token\""));
        }
        if (verdict instanceof Verdict.Forbidden forbidden) {
            return Optional.of(new Problem(403, forbidden.reason()));
        }
        if (verdict instanceof Verdict.Undecided undecided) {
            return Optional.of(new Problem(503, undecided.reason()).retryAfter(Answer.WHEN_BACK));
        }
        return Optional.empty();
    }
}
