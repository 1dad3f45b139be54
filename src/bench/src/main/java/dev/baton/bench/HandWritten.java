package dev.baton.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.baton.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The comparator: log-message written by hand for speed, with kafka-clients and JDBC. Each consumer has its own
 * connection and handles batches of 500, each in one transaction of five statements. There is one relay. It does the
 * same inbox, history, sequence and outbox work with the same guarantees, but without what makes Baton general: no
 * validation, no retries, no sharing of the relay's work, no tracing.
 */
final class HandWritten {

    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private HandWritten() {}

    public static void main(String[] arguments) throws Exception {
        String bootstrapServers = arguments[0];
        String jdbcUrl = arguments[1];
        int consumers = Integer.parseInt(arguments[2]);
        for (int i = 0; i < consumers; i++) {
            start("consumer-" + i, new HandWrittenConsumer(bootstrapServers, connect(jdbcUrl)));
        }
        start("relay", new HandWrittenRelay(bootstrapServers, connect(jdbcUrl)));
    }

    private static Connection connect(String jdbcUrl) throws SQLException {
        Connection connection = DriverManager.getConnection(
                jdbcUrl + "?prepareThreshold=1", EmbeddedDatabase.USER, EmbeddedDatabase.PASSWORD);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void start(String name, Runnable work) {
        new Thread(work, name).start();
    }
}
