package dev.baton.local.chaos;

import dev.baton.local.conversation.ChatUser;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes straight to the topic, in binary mode; sends duplicates through the gateway's {@code POST /events}. */
class TopicSender extends Sender {
    private final ChatUser user;
    private final Topics topics;

    /** @param user a user with the role {@code producer} */
    TopicSender(String room, ChatUser user, Topics topics, Ledger ledger, long seed) {
        super(room, user.name(), "/chaos/" + user.name(), ledger, seed);
        this.user = user;
        this.topics = topics;
    }

    @Override
    boolean send(Message message) throws Exception {
        topics.send(message);
        return true;
    }

    @Override
    boolean sendOtherWay(Message message) {
        return Gateway.accepted(() -> user.publish(message.event()));
    }

    @Override
    void sendPoison(Poison kind, Message message) throws Exception {
        ProducerRecord<String, byte[]> record = kind.spoil(message);
        ledger.poison(kind, message, record, topics.send(record));
        if (kind == Poison.WRONG_TYPES) {
            topics.send(kind.spoil(message));
            ledger.counts().add("poison, sent twice");
        }
    }
}
