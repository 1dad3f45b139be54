package dev.baton.triggers;

import dev.baton.triggers.delivery.Answer;
import dev.baton.triggers.delivery.Failure;
import dev.baton.triggers.delivery.Retry;
import dev.baton.triggers.delivery.Verdict;
import dev.baton.triggers.http.Sender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Function;

/** The attempts to deliver events to one Trigger: each event is sent until it is delivered or given up on. */
final class Attempts implements AutoCloseable {

    private final Vertx vertx;
    private final Sender sender;
    private final Retry retry;
    private volatile boolean closed;

    Attempts(Vertx vertx, Sender sender, Retry retry) {
        this.vertx = vertx;
        this.sender = sender;
        this.retry = retry;
    }

    /**
     * Sends an event and returns the failure, or empty if the event was delivered. After {@link #close}, the future
     * does not complete, so that pending events stay undecided.
     *
     * @param settle processes each answer before it is judged; the answer that it returns counts
     */
    Future<Optional<Failure>> make(Sender.Request request, Function<Answer, Future<Answer>> settle) {
        return make(request, settle, 0);
    }

    private Future<Optional<Failure>> make(
            Sender.Request request, Function<Answer, Future<Answer>> settle, int retries) {
        return sender.send(request).compose(settle).compose(answer -> {
            Verdict verdict = retry.after(answer, retries);
            if (closed) {
                return Promise.<Optional<Failure>>promise().future();
            }
            if (verdict instanceof Verdict.Again again) {
                return pause(again).compose(over -> make(request, settle, retries + 1));
            }
            return Future.succeededFuture(
                    verdict instanceof Verdict.GivenUp givenUp ? Optional.of(givenUp.failure()) : Optional.empty());
        });
    }

    private Future<Void> pause(Verdict.Again again) {
        if (again.pause().isZero()) {
            return Future.succeededFuture();
        }
        Promise<Void> over = Promise.promise();
        vertx.setTimer(Math.max(1, again.pause().toMillis()), fired -> over.complete());
        return over.future();
    }

    @Override
    public void close() {
        closed = true;
        sender.close();
    }
}
