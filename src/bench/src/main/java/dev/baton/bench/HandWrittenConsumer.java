package dev.baton.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The consumer of posted messages: one poll is one batch is one transaction. */
final class HandWrittenConsumer implements Runnable {

    record Posted(String messageId, String room, String sender, String text, Instant sentAt) {}

    record Logged(String messageId, String room, long seq, String sender, String text, Instant sentAt) {}

    private record Incoming(String source, String id, Posted data) {}

    private static final String INBOX = """
            insert into bench_inbox (namespace, function, source, id)
            select 'chat', 'log-message', source, id from unnest(?::text[], ?::text[]) as event (source, id)
            on conflict do nothing returning source, id""";
    private static final String CREATE_ROOMS =
            "insert into chat_room_sequence select room, 0 from unnest(?::text[]) as r (room) on conflict do nothing";
    private static final String LOCK_ROOMS =
            "select room, last_seq from chat_room_sequence where room = any(?::text[]) order by room for update";
    private static final String UPDATE_ROOMS = """
            update chat_room_sequence s set last_seq = r.last_seq
            from unnest(?::text[], ?::bigint[]) as r (room, last_seq) where s.room = r.room""";
    private static final String HISTORY = """
            insert into chat_message (room, seq, message_id, sender, text, sent_at)
            select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])""";
    private static final String OUTBOX = """
            insert into baton_outbox (slot, type, key, attributes, data)
            select slot, 'chat.message.logged.v1', key, attributes, data
            from unnest(?::smallint[], ?::text[], ?::text[], ?::bytea[])
                with ordinality as event (slot, key, attributes, data, n) order by n""";

    private final KafkaConsumer<String, byte[]> consumer;
    private final Connection connection;

    HandWrittenConsumer(String bootstrapServers, Connection connection) {
        this.connection = connection;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        Services.GROUP,
                        "enable.auto.commit",
                        false,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        500),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void run() {
        consumer.subscribe(List.of(Services.POSTED));
        try (consumer) {
            while (true) {
                List<Incoming> batch = new ArrayList<>();
                for (ConsumerRecord<String, byte[]> event : consumer.poll(Duration.ofMillis(100))) {
                    batch.add(read(event));
                }
                if (!batch.isEmpty()) {
                    handle(batch);
                    connection.commit();
                    consumer.commitAsync();
                }
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Incoming read(ConsumerRecord<String, byte[]> event) throws IOException {
        return new Incoming(
                header(event, "ce_source"),
                header(event, "ce_id"),
                HandWritten.JSON.readValue(event.value(), Posted.class));
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void handle(List<Incoming> batch) throws SQLException, IOException {
        Set<String> fresh = claim(batch);
        List<Incoming> taken = batch.stream()
                .filter(event -> fresh.remove(event.source() + ' ' + event.id()))
                .toList();
        Map<String, Long> sequences = lock(taken);
        List<Logged> logged = new ArrayList<>();
        for (Incoming event : taken) {
            Posted posted = event.data();
            long seq = sequences.merge(posted.room(), 1L, Long::sum);
            logged.add(new Logged(
                    posted.messageId(), posted.room(), seq, posted.sender(), posted.text(), posted.sentAt()));
        }
        store(logged);
        storeFollowUps(taken, logged);
        execute(UPDATE_ROOMS, array("text", sequences.keySet()), array("bigint", sequences.values()));
    }

    private Set<String> claim(List<Incoming> batch) throws SQLException {
        Set<String> fresh = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(INBOX)) {
            statement.setArray(
                    1, array("text", batch.stream().map(Incoming::source).toList()));
            statement.setArray(2, array("text", batch.stream().map(Incoming::id).toList()));
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                fresh.add(rows.getString(1) + ' ' + rows.getString(2));
            }
        }
        return fresh;
    }

    private Map<String, Long> lock(List<Incoming> taken) throws SQLException {
        var rooms = array(
                "text",
                taken.stream()
                        .map(event -> event.data().room())
                        .distinct()
                        .sorted()
                        .toList());
        Map<String, Long> sequences = select(rooms);
        if (sequences.size() < ((Object[]) rooms.getArray()).length) {
            execute(CREATE_ROOMS, rooms);
            sequences = select(rooms);
        }
        return sequences;
    }

    private Map<String, Long> select(java.sql.Array rooms) throws SQLException {
        Map<String, Long> sequences = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCK_ROOMS)) {
            statement.setArray(1, rooms);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                sequences.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sequences;
    }

    private void store(List<Logged> logged) throws SQLException {
        execute(
                HISTORY,
                array("text", logged.stream().map(Logged::room).toList()),
                array("bigint", logged.stream().map(Logged::seq).toList()),
                array("text", logged.stream().map(Logged::messageId).toList()),
                array("text", logged.stream().map(Logged::sender).toList()),
                array("text", logged.stream().map(Logged::text).toList()),
                array(
                        "timestamptz",
                        logged.stream().map(l -> l.sentAt().toString()).toList()));
    }

    private void storeFollowUps(List<Incoming> causes, List<Logged> logged) throws SQLException, IOException {
        List<String> attributes = new ArrayList<>();
        List<byte[]> data = new ArrayList<>();
        for (int i = 0; i < logged.size(); i++) {
            attributes.add(HandWritten.JSON.writeValueAsString(
                    attributes(causes.get(i), logged.get(i).room())));
            data.add(HandWritten.JSON.writeValueAsBytes(logged.get(i)));
        }
        execute(
                OUTBOX,
                array(
                        "smallint",
                        logged.stream().map(l -> l.room().hashCode() & 63).toList()),
                array("text", logged.stream().map(Logged::room).toList()),
                array("text", attributes),
                array("bytea", data));
    }

    private static Map<String, String> attributes(Incoming cause, String room) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put(
                "id",
                UUID.nameUUIDFromBytes((cause.source() + cause.id()).getBytes()).toString());
        attributes.put("source", "/chat/functions/log-message");
        attributes.put("type", Services.LOGGED);
        attributes.put("datacontenttype", "application/json");
        attributes.put("time", Instant.now().toString());
        attributes.put("subject", room);
        attributes.put("partitionkey", room);
        attributes.put("correlationid", cause.id());
        attributes.put("causationid", cause.id());
        return attributes;
    }

    private java.sql.Array array(String type, java.util.Collection<?> values) throws SQLException {
        Object[] elements = type.equals("bytea") ? values.toArray(byte[][]::new) : values.toArray();
        return connection.createArrayOf(type, elements);
    }

    private void execute(String sql, java.sql.Array... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setArray(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
