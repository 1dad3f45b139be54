package dev.baton.runtime.deadletter.notice;

import java.time.Instant;

/**
 * An event that is becoming a dead letter. Neither its data nor the message of the exception is known here, because
 * both may be confidential.
 *
 * @param errorClass the class of the exception
 * @param at when the event was given up on
 */
record Letter(String function, String errorClass, String type, String source, String eventId, Instant at) {

    /** Dead letters of one function for one reason. */
    record Group(String function, String errorClass) {}

    Group group() {
        return new Group(function, errorClass);
    }
}
