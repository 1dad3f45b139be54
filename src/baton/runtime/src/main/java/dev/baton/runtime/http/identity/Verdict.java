package dev.baton.runtime.http.identity;

/** The result of the check of a request's token. */
public sealed interface Verdict {

    /** The sender may send events. */
    record Allowed() implements Verdict {}

    /** There is no bearer token, or more than one. */
    record Missing(String reason) implements Verdict {}

    /** The token does not prove who the sender is. */
    record Invalid(String reason) implements Verdict {}

    /** The sender is known, and may not send events. */
    record Forbidden(String reason) implements Verdict {}

    /** It can't be decided at the moment. */
    record Undecided(String reason) implements Verdict {}
}
