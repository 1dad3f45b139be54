package dev.baton.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The relay of the hand-written loop: it publishes the outbox in order of position, then deletes the confirmed events.
 */
final class HandWrittenRelay implements Runnable {

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
    /** Reads slot by slot along the index. Reading by position alone would scan the deleted rows at the front. */
    private static final String READ = """
            select o.position, o.type, o.key, o.attributes, o.data
            from generate_series(0, 63) as s (slot) cross join lateral (
                select * from baton_outbox
                where slot = s.slot::smallint and not_before is null order by position limit 50) as o""";

    /** The same settings as in Baton's relay, so that no plan that was made for an empty table is kept. */
    private static final String SET_UP =
            "set local synchronous_commit = off; set local enable_seqscan = off; set local enable_bitmapscan = off";

    private static final String DELETE = "delete from baton_outbox where position = any(?)";

    private final Connection connection;
    private final Producer<String, byte[]> producer;

    HandWrittenRelay(String bootstrapServers, Connection connection) {
        this.connection = connection;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", true),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void run() {
        try (producer) {
            while (true) {
                if (publish() == 0) {
                    Thread.sleep(5);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int publish() throws Exception {
        connection.createStatement().execute(SET_UP);
        List<Long> positions = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                positions.add(rows.getLong(1));
                sent.add(producer.send(record(rows)));
            }
        }
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        delete(positions);
        connection.commit();
        return positions.size();
    }

    private static ProducerRecord<String, byte[]> record(ResultSet row) throws Exception {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(row.getString(2), row.getString(3), row.getBytes(5));
        HandWritten.JSON.readValue(row.getString(4), ATTRIBUTES).forEach((name, value) -> event.headers()
                .add(
                        name.equals("datacontenttype") ? "content-type" : "ce_" + name,
                        value.getBytes(StandardCharsets.UTF_8)));
        return event;
    }

    private void delete(List<Long> positions) throws SQLException {
        if (positions.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            statement.executeUpdate();
        }
    }
}
