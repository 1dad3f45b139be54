package dev.baton.cli.deadletters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A row of {@code baton_dead_letter}. */
record Letter(
        long id,
        String state,
        String namespace,
        String function,
        @Nullable String key,
        String eventId,
        String origin,
        int attempts,
        Instant firstFailedAt,
        Instant lastFailedAt,
        String errorClass,
        String errorMessage,
        String errorStack,
        String attributes,
        byte[] data) {

    static Letter of(ResultSet row) throws SQLException {
        return new Letter(
                row.getLong("id"),
                row.getString("state"),
                row.getString("namespace"),
                row.getString("function"),
                row.getString("key"),
                row.getString("event_id"),
                row.getString("origin"),
                row.getInt("attempts"),
                time(row, "first_failed_at"),
                time(row, "last_failed_at"),
                row.getString("error_class"),
                row.getString("error_message"),
                row.getString("error_stack"),
                row.getString("attributes"),
                row.getBytes("data"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
