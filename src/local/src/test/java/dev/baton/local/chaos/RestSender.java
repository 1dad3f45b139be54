package dev.baton.local.chaos;

import dev.baton.local.conversation.ChatUser;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Posts through the gateway. Sends duplicates straight to the topic, but only once the history has the message;
 * otherwise, they would overtake other messages.
 */
final class RestSender extends Sender {
    private final ChatUser user;
    private final Topics topics;
    private final Tables tables;

    RestSender(String room, ChatUser user, Topics topics, Tables tables, Ledger ledger, long seed) {
        super(room, user.name(), "/chat/rooms/" + room + "/members/" + user.name(), ledger, seed);
        this.user = user;
        this.topics = topics;
        this.tables = tables;
    }

    @Override
    boolean send(Message message) {
        return Gateway.accepted(() -> user.post(room, message.id(), message.text()));
    }

    @Override
    boolean sendOtherWay(Message message) throws Exception {
        if (!tables.historyHas(message.id())) {
            return false;
        }
        topics.send(message);
        return true;
    }

    @Override
    void sendPoison(Poison kind, Message message) throws Exception {
        ProducerRecord<String, byte[]> record = kind.spoil(message);
        ledger.poison(kind, message, record, topics.send(record));
    }
}
