package dev.baton.chat.gateway.live;

import dev.baton.chat.gateway.messages.Message;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The progress of one socket in one room. It makes sure that the socket gets every message once and in order. Live
 * events only speed it up: whatever they leave out or bring too early is read from the history. Runs on the socket's
 * event loop.
 *
 * <p>A feed is either live, when every message before {@code next} was sent, or reading, while a page of the history is
 * requested or being sent. The messages of live events that arrive while it reads are in a later page, because an event
 * follows its message's commit.
 */
final class RoomFeed {

    static final int PAGE = 500;

    private static final int MOST_HELD = 1_000;

    private final String room;
    private final Consumer<Frame> out;
    private final Consumer<RoomFeed> reader;
    private final Function<Message, Frame> writer;

    /** Redactions of messages that the page in progress may still show unredacted. */
    private final TreeMap<Long, Frame> held = new TreeMap<>();

    private boolean reading = true;
    private boolean left;
    private long next;
    private long wanted;
    private long wantedAtRead;

    /**
     * Creates a feed that waits to be told where to start.
     *
     * @param reader requests the page after {@link #after}; answers with {@link #message} and {@link #endOfPage}
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

    /** Returns the last seq that was sent. */
    long after() {
        return next - 1;
    }

    /**
     * Ends this feed, for example because another join replaced it. Pages that are still being read for it are
     * discarded.
     */
    void leave() {
        left = true;
    }

    boolean isLeft() {
        return left;
    }

    /** Starts with the messages after {@code after}, which the history already has. */
    void resume(long after) {
        next = after + 1;
        sendHeldBefore(next);
        read();
    }

    /** Starts with the messages after {@code last}, the last message in the history. */
    void startAfter(long last) {
        next = last + 1;
        settleHeld();
        readOnIf(wanted >= next);
    }

    /** Handles a message that was given its place. */
    void logged(long seq, Frame frame) {
        if (reading) {
            wanted = Math.max(wanted, seq);
        } else if (seq == next) {
            send(seq, frame);
        } else {
            exists(seq);
        }
    }

    /** Notes that the history has a message with this seq. */
    void exists(long seq) {
        wanted = Math.max(wanted, seq);
        if (!reading && seq >= next) {
            read();
        }
    }

    /** Handles a redaction. A client learns of it after it got the message, or gets the message already redacted. */
    void redacted(long seq, Frame frame) {
        if (seq < next) {
            out.accept(frame);
        } else if (reading) {
            hold(seq, frame);
        } else {
            exists(seq);
        }
    }

    /** Handles a message of the requested page. */
    void message(Message message) {
        if (message.seq() >= next) {
            send(message.seq(), writer.apply(message));
            sendHeldBefore(next);
        }
    }

    /** Ends the requested page, which had this many messages, and was full if more may follow. */
    void endOfPage(int messages, boolean full) {
        settleHeld();
        // A message that was announced before the page was requested, but is not in it, is not in the history.
        // Requesting it again would never end.
        boolean told = wanted >= next && (messages > 0 || wanted > wantedAtRead);
        readOnIf(full || told);
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

    /** Sends the redactions of sent messages. The next page, which is read later, shows the others as redacted. */
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
            // This message is so far ahead that it can't be in the page in progress.
            wanted = Math.max(wanted, held.pollLastEntry().getKey());
        }
    }

    private void sendHeldBefore(long seq) {
        var past = held.headMap(seq);
        past.values().forEach(out);
        past.clear();
    }
}
