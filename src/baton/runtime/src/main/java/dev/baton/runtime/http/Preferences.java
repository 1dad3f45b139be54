package dev.baton.runtime.http;

import java.util.List;
import java.util.stream.Stream;

/** The header {@code Prefer} (RFC 7240). */
final class Preferences {

    private Preferences() {}

    /** Returns whether the sender accepts an event as the answer. */
    static boolean reply(List<String> prefer) {
        return prefer.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(preference -> preference.split("[;=]", 2)[0].strip())
                .anyMatch("reply"::equalsIgnoreCase);
    }
}
