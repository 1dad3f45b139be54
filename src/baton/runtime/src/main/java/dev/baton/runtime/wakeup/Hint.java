package dev.baton.runtime.wakeup;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process tells the others.
 *
 * @param work the kind of work
 * @param now whether the receivers have to look at once, because the sender does not do the work itself; otherwise, they
 *     look at their usual intervals for some time, because the sender might die
 */
public record Hint(Work work, boolean now) {

    private static final String NOW = " now";

    /** Returns the payload of the notification. */
    public String text() {
        return now ? work.text() + NOW : work.text();
    }

    /** Reads a payload. Empty for one that this process does not know, which is ignored. */
    public static Optional<Hint> of(String text) {
        return Stream.of(Work.values())
                .flatMap(work -> Stream.of(new Hint(work, false), new Hint(work, true)))
                .filter(hint -> hint.text().equals(text))
                .findFirst();
    }
}
