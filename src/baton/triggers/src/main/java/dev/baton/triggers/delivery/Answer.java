package dev.baton.triggers.delivery;

import java.util.Map;

/** What came of one request. */
public sealed interface Answer {

    /** @param headers their names in lower case */
    record Response(int status, Map<String, String> headers, byte[] body) implements Answer {}

    /** No connection, a broken one, or no answer in time. */
    record None(String reason) implements Answer {}
}
