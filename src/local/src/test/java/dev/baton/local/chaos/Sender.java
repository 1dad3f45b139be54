package dev.baton.local.chaos;

import dev.baton.proof.history.Sent;
import dev.baton.proof.history.Sent.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Posts one message after another to one room. It repeats a message until the message is known to be accepted, and only
 * then sends the next one. Sometimes it sends a message twice, or poison between two messages. Each call of
 * {@link #step} is one attempt; the seed alone determines what it does.
 */
abstract class Sender {
    /**
     * Of all messages, 10 % are sent again: half of them at once and in the same way, and half of them later and in the
     * other way.
     */
    private static final int DUPLICATES_PERCENT = 10;

    private static final int POISON_PERCENT = 2;
    private static final int HARMFUL_PERCENT = 5;

    final String room;
    final String name;
    final Ledger ledger;
    private final String source;
    private final Random random;
    private final Deque<Message> forTheOtherWay = new ArrayDeque<>();
    private final List<Message> accepted = new ArrayList<>();
    private final List<Sent> attempts = new ArrayList<>();
    private Message pending;

    Sender(String room, String name, String source, Ledger ledger, long seed) {
        this.room = room;
        this.name = name;
        this.source = source;
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    /** Sends the message in this sender's way, and returns false when it is unknown whether it was accepted. */
    abstract boolean send(Message message) throws Exception;

    /** Sends an accepted message in the other way, and returns false when that has to be tried again. */
    abstract boolean sendOtherWay(Message message) throws Exception;

    /** Sends poison to the room, and returns when it is accepted. */
    abstract void sendPoison(Poison kind, Message message) throws Exception;

    /** Returns the accepted messages in order. */
    final synchronized List<Message> accepted() {
        return List.copyOf(accepted);
    }

    /** Returns all attempts to send messages, and what the platform answered. */
    final synchronized List<Sent> attempts() {
        return List.copyOf(attempts);
    }

    final synchronized void step() throws Exception {
        if (pending == null && random.nextInt(100) < POISON_PERCENT) {
            poison();
            return;
        }
        sendNext();
        sendOtherWay();
    }

    /** Finishes pending work without starting any, and returns true when no work is left. */
    final synchronized boolean finish() throws Exception {
        if (pending != null) {
            sendNext();
        }
        sendOtherWay();
        return pending == null && forTheOtherWay.isEmpty();
    }

    private void sendNext() throws Exception {
        if (pending == null) {
            pending = next();
        }
        if (!attempt(pending)) {
            ledger.counts().add("attempts that were not accepted, sent again");
            return;
        }
        Message sent = pending;
        pending = null;
        accept(sent);
        int dice = random.nextInt(100);
        if (dice < DUPLICATES_PERCENT / 2 && attempt(sent)) {
            ledger.counts().add("duplicates, the same way at once");
        } else if (dice >= DUPLICATES_PERCENT / 2 && dice < DUPLICATES_PERCENT) {
            forTheOtherWay.add(sent);
        }
    }

    /** An attempt that was not accepted may take effect nevertheless, until a later attempt is accepted. */
    private boolean attempt(Message message) throws Exception {
        long invoked = System.nanoTime();
        boolean known = false;
        try {
            known = send(message);
            return known;
        } finally {
            attempted(message, invoked, System.nanoTime(), known ? Answer.ACCEPTED : Answer.UNKNOWN);
        }
    }

    final synchronized void attempted(Message message, long invoked, long returned, Answer answer) {
        attempts.add(new Sent(message.identity(), room, name, invoked, returned, answer));
    }

    private void sendOtherWay() throws Exception {
        if (!forTheOtherWay.isEmpty() && sendOtherWay(forTheOtherWay.peek())) {
            forTheOtherWay.remove();
            ledger.counts().add("duplicates, the other way later");
        }
    }

    private void poison() throws Exception {
        Poison kind = Poison.values()[random.nextInt(Poison.values().length)];
        sendPoison(kind, next().from(Poison.SOURCE));
        ledger.counts().add("poison");
    }

    /** Records a message that the broker or the gateway's outbox has accepted. */
    final synchronized void accept(Message message) {
        accepted.add(message);
        ledger.counts().add("messages");
    }

    private Message next() {
        boolean harmful = random.nextInt(100) < HARMFUL_PERCENT;
        return next(harmful ? Message.HARMFUL : "good morning, this is number " + accepted.size());
    }

    final Message next(String text) {
        return new Message(source, new UUID(random.nextLong(), random.nextLong()).toString(), room, name, text);
    }
}
