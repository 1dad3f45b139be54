package dev.baton.runtime.journal;

/**
 * Why an attempt failed. The dead letter has the stack trace.
 *
 * @param errorClass the class of the exception
 * @param message its message, cut after {@value JournalEvent#MAX_LENGTH} characters
 */
public record JournalFailure(String errorClass, String message) {}
