package dev.baton.runtime.delivery;

import dev.baton.EventRejectedException;
import dev.baton.runtime.outbox.OutboxRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a delivery ended. A new outcome has to answer every question that this interface asks. */
public sealed interface Outcome {

    /**
     * Returns whether the caller is done with the event: it took effect, is kept for later, or is a dead letter. A
     * topic continues after a settled event. Any other event is delivered again.
     */
    boolean settled();

    /** Returns whether the event waits in the retry table. */
    default boolean waits() {
        return false;
    }

    /** Returns the HTTP status that the sender of the event gets (contract, "HTTP binding"). */
    int status();

    /** Returns why the status is not 200, for the sender of the event, or null if it is 200. */
    default @Nullable String detail(String function) {
        return null;
    }

    /** Returns the follow-up that is sent to a sender that asked for a reply, instead of being published. */
    default Optional<OutboxRow> reply() {
        return Optional.empty();
    }

    /** Returns the failure of the event, or null if it did not fail. */
    default @Nullable Throwable cause() {
        return null;
    }

    /** Returns the name of the outcome in metrics, logs and traces. */
    default String label() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** An outcome after which nothing is left to do. */
    sealed interface Settled extends Outcome {
        @Override
        default boolean settled() {
            return true;
        }
    }

    /** A settled outcome that requires nothing from the sender. */
    sealed interface Accepted extends Settled {
        @Override
        default int status() {
            return 200;
        }
    }

    /** An outcome without effect. The event has to be delivered again. */
    sealed interface Unsettled extends Outcome {
        @Override
        default boolean settled() {
            return false;
        }
    }

    /**
     * The event took effect with this delivery, and its follow-ups were committed with it.
     *
     * @param followUps the follow-ups to publish
     * @param reply the follow-up for the sender; empty if the sender asked for none, or if there is not exactly one
     */
    record Handled(List<OutboxRow> followUps, Optional<OutboxRow> reply) implements Accepted {}

    /**
     * The event had already taken effect.
     *
     * @param reply the same reply as then
     */
    record Duplicate(Optional<OutboxRow> reply) implements Accepted {}

    /** An outcome with which the event waits in the retry table. */
    sealed interface Waiting extends Accepted {
        @Override
        default boolean waits() {
            return true;
        }
    }

    /** The event waits in the retry table behind an earlier event of its key. */
    record Parked() implements Waiting {}

    /**
     * The event is of a newer version than this process knows. It waits in the retry table for a process that knows it.
     */
    record TooNew() implements Waiting {}

    /** The event failed, and waits in the retry table for its next attempt. */
    record LeftForLater(Throwable cause) implements Waiting {}

    /**
     * The function will never be able to handle the event. The event is a dead letter now, unless the sender of a
     * request was told instead.
     */
    record Rejected(Throwable cause) implements Settled {
        @Override
        public int status() {
            return cause instanceof EventRejectedException rejected
                    ? switch (rejected.reason()) {
                        case UNREADABLE -> 400;
                        case CONTENT_TYPE -> 415;
                        case UNKNOWN_TYPE, INVALID -> 422;
                    }
                    : 422;
        }

        @Override
        public @Nullable String detail(String function) {
            return cause.getMessage();
        }
    }

    /** The event is of a type that the function does not handle, and was skipped. */
    record Skipped(String reason) implements Settled {
        @Override
        public int status() {
            return 422;
        }

        @Override
        public String detail(String function) {
            return reason;
        }
    }

    /** Another delivery is handling the event and has not ended yet. No attempt was made. */
    record InProgress() implements Unsettled {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String detail(String function) {
            return "function " + function + " is handling the same event right now";
        }
    }

    /** The event took no effect this time. */
    record Failed(Throwable cause) implements Unsettled {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String detail(String function) {
            return "function " + function + " failed this time: "
                    + cause.getClass().getSimpleName();
        }
    }

    /**
     * The database, or the schema for this process, is unavailable, whatever the function did or would have done. This
     * does not count as an attempt.
     */
    record Unavailable(Throwable cause) implements Unsettled {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String detail(String function) {
            return "the database is unavailable";
        }
    }
}
