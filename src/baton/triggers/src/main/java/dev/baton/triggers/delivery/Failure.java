package dev.baton.triggers.delivery;

import java.nio.charset.StandardCharsets;

/** The reason why an event was given up on: the status and the body of the last answer. */
public record Failure(int code, byte[] data) {

    /** The status that Knative reports if there was no answer. */
    private static final int NO_ANSWER = 500;

    static Failure of(Answer answer) {
        if (answer instanceof Answer.Response response) {
            return new Failure(response.status(), response.body());
        }
        String reason = "dispatch error: " + ((Answer.None) answer).reason();
        return new Failure(NO_ANSWER, reason.getBytes(StandardCharsets.UTF_8));
    }
}
