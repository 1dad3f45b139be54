package dev.baton.runtime.deadletter.notice;

import dev.baton.runtime.deadletter.notice.Letter.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The new dead letters of which nobody was told yet, by group. A group has at most one notice in each interval, however
 * many letters it gets. Thread-safe.
 */
final class NoticeGroups {

    /** How long the first letters of a group gather. Their transactions commit meanwhile. */
    static final Duration GATHERED = Duration.ofSeconds(1);

    private static final int MOST_GROUPS = 100;
    private static final String OTHERS = "(various)";

    private static final class Pending {
        private Letter first;
        private long count;
        private long handedOut;
        private @Nullable Letter following;
        private Instant last;
        private Instant notBefore;

        Pending(Letter first, Instant notBefore) {
            this.first = first;
            this.last = first.at();
            this.notBefore = notBefore;
        }

        Notice handOut() {
            handedOut = count;
            following = null;
            return new Notice(first, count, last);
        }

        /** Leaves the letters that came since the notice was handed out. */
        void settle(long settled, Instant next) {
            count -= settled;
            first = following == null ? first : following;
            handedOut = 0;
            following = null;
            notBefore = next;
        }

        void add(Letter letter, Instant earliest) {
            if (count == 0) {
                first = letter;
                notBefore = notBefore.isAfter(earliest) ? notBefore : earliest;
            }
            if (handedOut > 0 && following == null) {
                following = letter;
            }
            count++;
            last = letter.at();
        }
    }

    private final Duration interval;
    private final Map<Group, Pending> groups = new HashMap<>();

    NoticeGroups(Duration interval) {
        this.interval = interval;
    }

    /** @param now the time by which notices are paced */
    synchronized void add(Letter letter, Instant now) {
        forgetOld(now);
        Letter counted = groups.size() < MOST_GROUPS || groups.containsKey(letter.group())
                ? letter
                : new Letter(letter.function(), OTHERS, letter.type(), letter.source(), letter.eventId(), letter.at());
        groups.computeIfAbsent(counted.group(), any -> new Pending(counted, now))
                .add(counted, now.plus(GATHERED));
    }

    /** Returns the notices that may be sent now. Each has to be settled or postponed then. */
    synchronized List<Notice> due(Instant now) {
        return groups.values().stream()
                .filter(pending -> pending.count > 0 && !pending.notBefore.isAfter(now))
                .map(Pending::handOut)
                .toList();
    }

    /** Returns how long no notice is due unless a letter is added; at most the interval. */
    synchronized Duration untilNext(Instant now) {
        return groups.values().stream()
                .filter(pending -> pending.count > 0)
                .map(pending -> Duration.between(now, pending.notBefore))
                .min(Duration::compareTo)
                .filter(rest -> rest.compareTo(interval) < 0)
                .map(rest -> rest.isNegative() ? Duration.ZERO : rest)
                .orElse(interval);
    }

    /** Takes note that the notice was sent. Letters that came meanwhile are told of after the interval. */
    synchronized void sent(Notice notice, Instant now) {
        settle(notice, now.plus(interval));
    }

    /** Takes back letters that have not become dead letters. */
    synchronized void drop(Notice notice, Instant now) {
        settle(notice, now);
    }

    /** Lets the notice wait, which gathers further letters meanwhile. */
    synchronized void postpone(Notice notice, Instant until) {
        Pending pending = groups.get(notice.first().group());
        if (pending != null) {
            pending.notBefore = until;
        }
    }

    private void settle(Notice notice, Instant next) {
        Pending pending = groups.get(notice.first().group());
        if (pending != null) {
            pending.settle(notice.count(), next);
        }
    }

    private void forgetOld(Instant now) {
        groups.values().removeIf(pending -> pending.count == 0 && !pending.notBefore.isAfter(now));
    }
}
