package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.local.conversation.ChatUser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Creates rooms, each with two senders: one that goes through the gateway, and one that writes to the topic. */
record Senders(URI gateway, Topics topics, Tables tables, Ledger ledger, long seed) {

    List<Sender> in(String prefix, int rooms) {
        List<Sender> senders = new ArrayList<>();
        for (int i = 1; i <= rooms; i++) {
            String room = prefix + "-" + i;
            ChatUser member = ChatUser.signIn(gateway, prefix + "-member-" + i);
            assertThat(member.createRoom(room, List.of()).status()).isEqualTo(201);
            senders.add(new RestSender(room, member, topics, tables, ledger, seed + i));
            senders.add(new TopicSender(room, producer(room), topics, ledger, seed - i));
        }
        return senders;
    }

    /** Returns a sender that writes to the topic as fast as the broker accepts records. */
    FloodSender flood(String room) {
        return new FloodSender(room, producer(room + "-flood"), topics, ledger, seed);
    }

    private ChatUser producer(String name) {
        return ChatUser.signIn(gateway, name + "-producer", "producer");
    }
}
