package dev.baton.chat.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.chat.gateway.messages.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomFeedTest {

    private final List<String> sent = new ArrayList<>();
    private final List<Long> reads = new ArrayList<>();
    private final RoomFeed feed = new RoomFeed(
            "lobby",
            frame -> sent.add(frame.json()),
            asking -> reads.add(asking.after()),
            message -> Frame.of((message.redacted() ? "gone-" : "") + message.seq()));

    @BeforeEach
    void startsLiveAfterSeven() {
        feed.resume(7);
        page();
        reads.clear();
    }

    @Test
    void theNextMessageIsSentAtOnce() {
        feed.logged(8, Frame.of("8"));
        feed.logged(9, Frame.of("9"));

        assertThat(sent).containsExactly("8", "9");
        assertThat(reads).isEmpty();
    }

    @Test
    void whatWasSentIsNotSentAgain() {
        feed.logged(7, Frame.of("7"));
        feed.logged(8, Frame.of("8"));
        feed.logged(8, Frame.of("8"));

        assertThat(sent).containsExactly("8");
        assertThat(reads).isEmpty();
    }

    @Test
    void aGapIsReadFromTheHistory() {
        feed.logged(10, Frame.of("10"));
        assertThat(sent).isEmpty();
        assertThat(reads).containsExactly(7L);

        page(8, 9, 10);
        feed.logged(11, Frame.of("11"));

        assertThat(sent).containsExactly("8", "9", "10", "11");
        assertThat(reads).hasSize(1);
    }

    @Test
    void whatComesWhileReadingIsReadAfterwards() {
        feed.logged(9, Frame.of("9"));
        feed.logged(10, Frame.of("10"));
        page(8, 9);
        assertThat(reads).containsExactly(7L, 9L);

        page(10);

        assertThat(sent).containsExactly("8", "9", "10");
        assertThat(reads).hasSize(2);
    }

    @Test
    void aMessageThatCameWhileAnEmptyPageWasReadIsNotLost() {
        feed.resume(7);
        feed.logged(8, Frame.of("8"));
        page();

        assertThat(reads).containsExactly(7L, 7L);
    }

    @Test
    void aMessageThatIsNotThereIsNotAskedForWithoutEnd() {
        feed.exists(99);
        page();
        assertThat(reads).hasSize(1);

        feed.logged(8, Frame.of("8"));

        assertThat(sent).containsExactly("8");
    }

    @Test
    void afterAFullPageThereMayBeMore() {
        feed.exists(8);
        page(LongStream.range(8, 8 + RoomFeed.PAGE).toArray());

        assertThat(reads).containsExactly(7L, 7L + RoomFeed.PAGE);
    }

    @Test
    void aRedactionOfWhatWasSentIsSent() {
        feed.redacted(3, Frame.of("redacted-3"));

        assertThat(sent).containsExactly("redacted-3");
    }

    @Test
    void aRedactionBeforeItsMessageShowsTheMessageRedacted() {
        feed.redacted(8, Frame.of("redacted-8"));
        feed.logged(8, Frame.of("8"));
        assertThat(sent).isEmpty();

        pageOf(message(8, true));

        assertThat(sent).containsExactly("gone-8");
    }

    @Test
    void aRedactionWhileItsMessageIsBeingReadFollowsTheMessage() {
        feed.exists(9);
        feed.redacted(8, Frame.of("redacted-8"));
        page(8, 9);

        assertThat(sent).containsExactly("8", "redacted-8", "9");
    }

    @Test
    void aRedactionBehindThePageIsSeenInTheNextOne() {
        feed.exists(8);
        feed.redacted(9, Frame.of("redacted-9"));
        page(8);
        assertThat(reads).containsExactly(7L, 8L);

        pageOf(message(9, true));

        assertThat(sent).containsExactly("8", "gone-9");
    }

    @Test
    void fromNowOnMeansNothingOlder() {
        RoomFeed fresh = new RoomFeed(
                "lobby", frame -> sent.add(frame.json()), asking -> reads.add(asking.after()), m -> Frame.of("" + m));
        fresh.logged(20, Frame.of("20"));

        fresh.startAfter(20);
        fresh.logged(21, Frame.of("21"));

        assertThat(reads).isEmpty();
        assertThat(sent).containsExactly("21");
    }

    @Test
    void whatCameWhileTheEndWasLookedUpIsRead() {
        RoomFeed fresh = new RoomFeed(
                "lobby", frame -> sent.add(frame.json()), asking -> reads.add(asking.after()), m -> Frame.of("" + m));
        fresh.logged(21, Frame.of("21"));

        fresh.startAfter(20);

        assertThat(reads).containsExactly(20L);
    }

    private void page(long... seqs) {
        pageOf(LongStream.of(seqs).mapToObj(seq -> message(seq, false)).toArray(Message[]::new));
    }

    private void pageOf(Message... messages) {
        List.of(messages).forEach(feed::message);
        feed.endOfPage(messages.length, messages.length == RoomFeed.PAGE);
    }

    static Message message(long seq, boolean redacted) {
        return new Message("id-" + seq, "lobby", seq, "ada", redacted ? "" : "text", Instant.EPOCH, redacted, null);
    }
}
