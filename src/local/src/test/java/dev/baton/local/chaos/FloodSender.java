package dev.baton.local.chaos;

import dev.baton.local.conversation.ChatUser;
import dev.baton.proof.history.Sent.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Sends many long messages at once, and nothing afterwards. */
final class FloodSender extends TopicSender {
    /** The first CJK unified ideograph; each takes three bytes in UTF-8, and two in a Java string. */
    private static final char CJK = '\u4e00';

    private static final int CJK_CHARACTERS = 20_000;

    private final Topics topics;
    private final Random random;

    FloodSender(String room, ChatUser user, Topics topics, Ledger ledger, long seed) {
        super(room, user, topics, ledger, seed);
        this.topics = topics;
        this.random = new Random(seed);
    }

    /** Returns when the broker has all the messages. */
    void flood(int messages, int charactersEach) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            Message message = next(words(charactersEach));
            long place = System.nanoTime(); // the producer keeps the order of the calls
            sent.add(topics.sendSoon(Topics.record(message)));
            attempted(message, place, place, Answer.ACCEPTED);
            accept(message.withText("long"));
        }
        for (Future<?> each : sent) {
            each.get(1, TimeUnit.MINUTES);
        }
    }

    private String words(int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(text.length() % 6 == 5 ? ' ' : (char) (CJK + random.nextInt(CJK_CHARACTERS)));
        }
        return text.toString();
    }
}
