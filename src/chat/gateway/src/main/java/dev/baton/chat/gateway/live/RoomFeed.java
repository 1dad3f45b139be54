package dev.baton.chat.gateway.live;

import dev.baton.chat.gateway.messages.Message;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What one socket has got of one room: makes sure that it gets every message once and in order. Live events only hurry it
 * up; whatever they leave out or bring too early is read from the history. Runs on the socket's event loop.
 *
 * <p>It is either live, when every message before {@code next} was sent, or reading, when a page of the history is asked for
 * or on its way out. Live events that come while it reads are in a later page, because they follow their message's commit.
 */
final class RoomFeed {

    static final int PAGE = 500;

    private static final int MOST_HELD = 1_000;

    private final String room;
    private final Consumer<Frame> out;
    private final Consumer<RoomFeed> reader;
    private final Function<Message, Frame> writer;

    /** Redactions of messages that the page on its way may still show as they were. */
    private final TreeMap<Long, Frame> held = new TreeMap<>();

    private boolean reading = true;
    private boolean left;
    private long next;
    private long wanted;
    private long wantedAtRead;

    /**
     * A feed that waits to be told where to start.
     *
     * @param reader asked for the page after {@link #after}; answers with {@link #message} and {@link #endOfPage}
     */
    RoomFeed(String room, Consumer<Frame> out, Consumer<RoomFeed> reader, Function<Message, Frame> writer) {
        this.room = room;
        this.out = out;
        this.reader = reader;
        this.writer = writer;
    }

    String room() {
        return room;
    }

    /** The last seq that was sent. */
    long after() {
        return next - 1;
    }

    /** Another join took its place: what is still read for it is of no use. */
    void leave() {
        left = true;
    }

    boolean isLeft() {
        return left;
    }

    /** Starts with what comes after {@code after}, which is in the history already. */
    void resume(long after) {
        next = after + 1;
        sendHeldBefore(next);
        read();
    }

    /** Starts with what comes after {@code last}, the last message there is. */
    void startAfter(long last) {
        next = last + 1;
        settleHeld();
        readOnIf(wanted >= next);
    }

    /** A message got its place. */
    void logged(long seq, Frame frame) {
        if (reading) {
            wanted = Math.max(wanted, seq);
        } else if (seq == next) {
            send(seq, frame);
        } else {
            exists(seq);
        }
    }

    /** There is a message of this seq in the history. */
    void exists(long seq) {
        wanted = Math.max(wanted, seq);
        if (!reading && seq >= next) {
            read();
        }
    }

    /** A message was redacted. A client hears of it after it has got the message, or gets the message redacted. */
    void redacted(long seq, Frame frame) {
        if (seq < next) {
            out.accept(frame);
        } else if (reading) {
            hold(seq, frame);
        } else {
            exists(seq);
        }
    }

    /** A message of the page that was asked for. */
    void message(Message message) {
        if (message.seq() >= next) {
            send(message.seq(), writer.apply(message));
            sendHeldBefore(next);
        }
    }

    /** The page that was asked for ended after this many messages. */
    void endOfPage(int messages) {
        settleHeld();
        // What was told of before the page was asked for, and is not in it, is not there: asking on would never end.
        boolean told = wanted >= next && (messages > 0 || wanted > wantedAtRead);
        readOnIf(messages == PAGE || told);
    }

    private void readOnIf(boolean more) {
        if (more) {
            read();
        } else {
            reading = false;
            wanted = 0;
        }
    }

    private void read() {
        reading = true;
        wantedAtRead = wanted;
        reader.accept(this);
    }

    /** The next page shows what is still held as redacted, because it is asked for later. */
    private void settleHeld() {
        sendHeldBefore(next);
        if (!held.isEmpty()) {
            wanted = Math.max(wanted, held.lastKey());
            held.clear();
        }
    }

    private void send(long seq, Frame frame) {
        out.accept(frame);
        next = seq + 1;
    }

    private void hold(long seq, Frame frame) {
        held.put(seq, frame);
        if (held.size() > MOST_HELD) {
            // So far ahead that it can't be in the page on its way.
            wanted = Math.max(wanted, held.pollLastEntry().getKey());
        }
    }

    private void sendHeldBefore(long seq) {
        var past = held.headMap(seq);
        past.values().forEach(out);
        past.clear();
    }
}
