package dev.baton.triggers.delivery;

import java.nio.charset.StandardCharsets;

/** Why an event was given up on: the status of the last answer and its body. */
public record Failure(int code, byte[] data) {

    /** What Knative puts in place of a status when there was no answer. */
    private static final int NO_ANSWER = 500;

    static Failure of(Answer answer) {
        if (answer instanceof Answer.Response response) {
            return new Failure(response.status(), response.body());
        }
        String reason = "dispatch error: " + ((Answer.None) answer).reason();
        return new Failure(NO_ANSWER, reason.getBytes(StandardCharsets.UTF_8));
    }
}
