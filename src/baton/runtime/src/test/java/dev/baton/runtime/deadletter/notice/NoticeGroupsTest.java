package dev.baton.runtime.deadletter.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoticeGroupsTest {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    private final NoticeGroups groups = new NoticeGroups(INTERVAL);

    @Test
    void aFloodIsOneNoticeAtOnceAndOneAfterTheInterval() {
        IntStream.range(0, 10).forEach(i -> groups.add(letter("ship", "E", i), START));
        assertThat(groups.due(START)).isEmpty();
        assertThat(groups.untilNext(START)).isEqualTo(NoticeGroups.GATHERED);
        Notice first = groups.due(START.plusSeconds(1)).get(0);
        assertThat(first.count()).isEqualTo(10);
        assertThat(first.first().eventId()).isEqualTo("event-0");

        groups.sent(first, START.plusSeconds(1));
        IntStream.range(10, 1_000).forEach(i -> groups.add(letter("ship", "E", i), START.plusSeconds(2)));

        Instant next = START.plusSeconds(1).plus(INTERVAL);
        assertThat(groups.due(next.minusMillis(1))).isEmpty();
        assertThat(groups.untilNext(next.minusSeconds(5))).hasSeconds(5);
        assertThat(groups.due(next)).extracting(Notice::count).containsExactly(990L);
    }

    @Test
    void otherFunctionsAndExceptionsHaveTheirOwnNotices() {
        groups.add(letter("ship", "E", 1), START);
        groups.add(letter("ship", "F", 2), START);
        groups.add(letter("bill", "E", 3), START);

        assertThat(groups.due(START.plusSeconds(1))).hasSize(3);
    }

    @Test
    void lettersThatComeWhileANoticeIsSentAreToldOfLater() {
        groups.add(letter("ship", "E", 1), START);
        Notice sending = groups.due(START.plusSeconds(1)).get(0);
        groups.add(letter("ship", "E", 2), START.plusSeconds(2));

        groups.sent(sending, START.plusSeconds(1));

        Notice next = groups.due(START.plusSeconds(1).plus(INTERVAL)).get(0);
        assertThat(next.count()).isEqualTo(1);
        assertThat(next.first().eventId()).isEqualTo("event-2");
    }

    @Test
    void aNoticeThatWasNotTakenGathersFurtherLetters() {
        groups.add(letter("ship", "E", 1), START);
        groups.postpone(groups.due(START.plusSeconds(1)).get(0), START.plusSeconds(30));
        groups.add(letter("ship", "E", 2), START.plusSeconds(20));

        assertThat(groups.due(START.plusSeconds(29))).isEmpty();
        assertThat(groups.due(START.plusSeconds(30))).extracting(Notice::count).containsExactly(2L);
    }

    @Test
    void manyKindsOfExceptionsDoNotTakeMuchMemory() {
        IntStream.range(0, 10_000).forEach(i -> groups.add(letter("ship", "E" + i, i), START));

        List<Notice> due = groups.due(START.plusSeconds(1));

        assertThat(due).hasSizeLessThanOrEqualTo(101);
        assertThat(due.stream().mapToLong(Notice::count).sum()).isEqualTo(10_000);
    }

    private static Letter letter(String function, String error, int number) {
        return new Letter(function, error, "shop.ordered.v1", "/shop", "event-" + number, START);
    }
}
