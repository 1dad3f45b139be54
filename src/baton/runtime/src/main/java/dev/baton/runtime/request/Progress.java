package dev.baton.runtime.request;

import dev.baton.BatonException;
import dev.baton.NoReplyException;
import java.time.Duration;

/** The progress of a request, which determines what it means when its time limit expires. */
final class Progress {

    private enum Step {
        WAITING_FOR_TOPIC,
        PUBLISHING,
        STORED
    }

    private final Question question;
    private final Duration timeLimit;
    private volatile Step step = Step.WAITING_FOR_TOPIC;

    Progress(Question question, Duration timeLimit) {
        this.question = question;
        this.timeLimit = timeLimit;
    }

    void publishing() {
        step = Step.PUBLISHING;
    }

    void stored() {
        step = Step.STORED;
    }

    BatonException timeOut() {
        String limit = " within " + timeLimit.toMillis() + " ms";
        return switch (step) {
            case WAITING_FOR_TOPIC ->
                new BatonException("the topic of " + question.replyType() + " can't be read" + limit + ", so event "
                        + question.id() + " is not stored: check that the broker is reachable, and try again later");
            case PUBLISHING ->
                new BatonException("event " + question.id() + " was not stored" + limit
                        + ", but may still be: check that the database is reachable, and try again later");
            case STORED ->
                new NoReplyException("event " + question.id() + " of " + question.source() + " is stored, but no "
                        + question.replyType() + " that follows from it arrived" + limit);
        };
    }
}
