package dev.baton.runtime.http.identity;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys, in the form of a {@link TokenCheck}. They are fetched when they are first needed, every ten
 * minutes while they are used, and when a token is signed with a key that is not among them. Tokens can't cause more
 * than one fetch in six seconds, apart from the first ten. Keys are used for up to an hour while newer ones can't be
 * fetched. Thread-safe.
 */
final class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration USABLE = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 10;
    private static final Duration FOR_ONE = Duration.ofSeconds(6);

    private final Supplier<Future<TokenCheck>> issuer;
    private final InstantSource clock;

    private @Nullable Known known;
    private @Nullable Future<TokenCheck> pending;

    /** The time from which the full number of fetches at once is available again. Each fetch moves it. */
    private Instant rested = Instant.MIN;

    private record Known(TokenCheck check, Instant since) {

        boolean isYoungerThan(Duration age, Instant now) {
            return now.isBefore(since.plus(age));
        }
    }

    /** @param issuer fetches the keys; the future fails if it can't */
    IssuerKeys(Supplier<Future<TokenCheck>> issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Returns a check with keys that are at most an hour old. Fails if there are none. */
    synchronized Future<TokenCheck> current() {
        Instant now = clock.instant();
        Known last = known;
        if (last == null || !last.isYoungerThan(USABLE, now)) {
            return fetch().orElseGet(
                            () -> Future.failedFuture("the issuer of tokens was asked too often, without success"));
        }
        if (!last.isYoungerThan(FRESH, now)) {
            fetch();
        }
        return Future.succeededFuture(last.check());
    }

    /** Returns a check with keys that were fetched after those of another check, or empty if it is too early. */
    synchronized Optional<Future<TokenCheck>> newerThan(TokenCheck other) {
        Known last = known;
        return last != null && last.check() != other ? Optional.of(Future.succeededFuture(last.check())) : fetch();
    }

    private Optional<Future<TokenCheck>> fetch() {
        Future<TokenCheck> running = pending;
        if (running != null) {
            return Optional.of(running);
        }
        Instant now = clock.instant();
        Instant begun = rested.isAfter(now) ? rested : now;
        Instant next = begun.plus(FOR_ONE);
        if (next.isAfter(now.plus(FOR_ONE.multipliedBy(MOST_AT_ONCE)))) {
            return Optional.empty();
        }
        rested = next;
        // An exception of the call itself becomes a failure of the fetch as well.
        Future<TokenCheck> fetch = Future.succeededFuture().compose(start -> issuer.get());
        pending = fetch;
        fetch.onComplete(fetched -> ended(fetch, now));
        return Optional.of(fetch);
    }

    private synchronized void ended(Future<TokenCheck> fetch, Instant begun) {
        pending = null;
        if (fetch.succeeded()) {
            known = new Known(fetch.result(), begun);
        } else {
            LOG.warnf(
                    "The keys of the issuer of tokens can't be fetched: cause=%s",
                    fetch.cause().getMessage());
        }
    }
}
