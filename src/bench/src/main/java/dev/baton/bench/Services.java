package dev.baton.bench;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.embedded.Placement;
import dev.baton.migrator.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The broker (in this process) and the database (fsync on) that every row of the table runs against. */
final class Services implements AutoCloseable {

    static final String POSTED = "chat.message.posted.v1";
    static final String LOGGED = "chat.message.logged.v1";
    static final String GROUP = "chat.log-message";

    /** The topic and the group of the rows that do nothing with the records. */
    static final String DISCARDED = "bench.discarded";

    /** The inbox of the comparators, with a key that is the event's identity itself. */
    private static final String BENCH_INBOX = """
            create table bench_inbox (
                namespace text not null, function text not null, source text not null, id text not null,
                handled_at timestamptz not null default now(), primary key (namespace, function, source, id));
            create index bench_inbox_handled on bench_inbox (namespace, handled_at)""";

    private final EmbeddedBroker broker = new EmbeddedBroker().start();
    private final EmbeddedDatabase database = new EmbeddedDatabase(Placement.temporary(), settings()).start();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    private final Connection connection;

    Services() throws Exception {
        Migrations.migrate(
                database.jdbcUrl(),
                EmbeddedDatabase.USER,
                EmbeddedDatabase.PASSWORD,
                List.of("baton", "chat"),
                Services.class.getClassLoader());
        connection = database.connect();
        execute(BENCH_INBOX);
        admin.createTopics(topics()).all().get();
    }

    /** Returns the topics of the platform and those of the comparators. */
    private static List<NewTopic> topics() throws IOException {
        List<NewTopic> topics = new ArrayList<>();
        topics.add(new NewTopic("bench.plain.live", Settings.PARTITIONS, (short) 1));
        topics.add(new NewTopic(DISCARDED, Settings.PARTITIONS, (short) 1));
        try (InputStream list = Services.class.getClassLoader().getResourceAsStream("db/chat/topics.txt")) {
            for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    topics.add(new NewTopic(line.split(" ")[0], Settings.PARTITIONS, (short) 1));
                }
            }
        }
        return topics;
    }

    private static Map<String, String> settings() {
        String extra = System.getProperty("bench.postgres", "");
        Map<String, String> settings = new HashMap<>();
        for (String setting : extra.isEmpty() ? new String[0] : extra.split(";")) {
            settings.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return settings;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    EmbeddedDatabase database() {
        return database;
    }

    /** Resets to the state before anything was handled: empty tables, no committed offsets. The posted events stay. */
    void reset() throws Exception {
        execute(
                "truncate bench_inbox, baton_inbox, baton_reply, baton_outbox, baton_retry, chat_message, chat_room_sequence");
        execute("checkpoint");
        forgetOffsets();
    }

    /** Deletes all groups. A process that was killed is still a member of its group and is removed first. */
    private void forgetOffsets() throws Exception {
        for (GroupListing group : admin.listGroups().all().get()) {
            forgetOffsets(group.groupId());
        }
    }

    private void forgetOffsets(String group) throws Exception {
        var members = admin.describeConsumerGroups(Set.of(group))
                .all()
                .get()
                .get(group)
                .members();
        if (!members.isEmpty()) {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }
        admin.deleteConsumerGroups(Set.of(group)).all().get();
    }

    /** Commits offsets as if all posted events had been handled. */
    void skipPosted() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> handled = new HashMap<>();
        ends(POSTED).forEach((partition, end) -> handled.put(partition, new OffsetAndMetadata(end)));
        admin.alterConsumerGroupOffsets(GROUP, handled).all().get();
    }

    /** Opens a connection on which a snapshot is held, as {@code pg_dump} does, until the connection is closed. */
    Connection holdSnapshot() throws SQLException {
        Connection holding = database.connect();
        holding.setAutoCommit(false);
        holding.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = holding.createStatement()) {
            statement.execute("select 1");
        }
        return holding;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the single number that a query yields. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Returns the end offset of each partition of the topic. */
    Map<TopicPartition, Long> ends(String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < Settings.PARTITIONS; partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Returns the offsets that the group has committed, without the partitions where it has committed none. */
    Map<TopicPartition, Long> committed(String group) throws Exception {
        Map<TopicPartition, Long> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> committed.put(partition, offset.offset()));
        return committed;
    }

    /** Returns a consumer that reads from these offsets on, without a group. */
    KafkaConsumer<String, byte[]> reader(Map<TopicPartition, Long> from) {
        KafkaConsumer<String, byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers()), new StringDeserializer(), new ByteArrayDeserializer());
        reader.assign(from.keySet());
        from.forEach(reader::seek);
        return reader;
    }

    static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() throws Exception {
        connection.close();
        admin.close();
        broker.close();
        database.close();
    }
}
