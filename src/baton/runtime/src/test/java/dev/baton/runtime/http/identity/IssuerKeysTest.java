package dev.baton.runtime.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

    private final Deque<Promise<TokenCheck>> asked = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final IssuerKeys keys = new IssuerKeys(this::ask, () -> now);

    @Test
    void theIssuerIsAskedOnceForAllRequestsThatWait() {
        List<Future<TokenCheck>> waiting =
                IntStream.range(0, 5).mapToObj(i -> keys.current()).toList();

        assertThat(asked).hasSize(1);
        TokenCheck check = answer();
        assertThat(waiting).allSatisfy(each -> assertThat(each.result()).isSameAs(check));
        assertThat(keys.current().result()).isSameAs(check);
        assertThat(asked).isEmpty();
    }

    @Test
    void afterTenMinutesKeysAreRenewedWhileTheOldOnesAreUsed() {
        keys.current();
        TokenCheck first = answer();
        now = now.plus(Duration.ofMinutes(11));

        assertThat(keys.current().result()).isSameAs(first);
        TokenCheck second = answer();
        assertThat(keys.current().result()).isSameAs(second);
    }

    @Test
    void keysOfAnIssuerThatIsAwayCountForAnHour() {
        keys.current();
        TokenCheck check = answer();
        now = now.plus(Duration.ofMinutes(59));
        assertThat(keys.current().result()).isSameAs(check);
        asked.remove().fail("away");

        now = now.plus(Duration.ofMinutes(2));
        Future<TokenCheck> late = keys.current();
        asked.remove().fail("away");
        assertThat(late.cause()).hasMessage("away");
    }

    @Test
    void aFailureIsNotKept() {
        keys.current();
        asked.remove().fail("away");

        Future<TokenCheck> again = keys.current();
        assertThat(again.result()).isNull();
        assertThat(again.isComplete()).isFalse();
        TokenCheck check = answer();
        assertThat(again.result()).isSameAs(check);
    }

    @Test
    void unknownKeysAskTheIssuerTenTimesAtOnceAndThenEverySixSeconds() {
        keys.current();
        TokenCheck check = answer();
        for (int i = 0; i < 9; i++) {
            assertThat(keys.newerThan(check)).isPresent();
            check = answer();
        }
        assertThat(keys.newerThan(check)).isEmpty();
        now = now.plusSeconds(5);
        assertThat(keys.newerThan(check)).isEmpty();
        now = now.plusSeconds(1);
        assertThat(keys.newerThan(check)).isPresent();
        check = answer();
        assertThat(keys.newerThan(check)).isEmpty();
    }

    @Test
    void whoHasOldKeysGetsTheNewOnesWithoutAskingTheIssuer() {
        keys.current();
        TokenCheck old = answer();
        keys.newerThan(old);
        TokenCheck newer = answer();

        assertThat(keys.newerThan(old).orElseThrow().result()).isSameAs(newer);
        assertThat(asked).isEmpty();
    }

    private Future<TokenCheck> ask() {
        Promise<TokenCheck> answer = Promise.promise();
        asked.add(answer);
        return answer.future();
    }

    private TokenCheck answer() {
        TokenCheck check = new TokenCheck("issuer", "audience", List.of());
        asked.remove().complete(check);
        return check;
    }
}
