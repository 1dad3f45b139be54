package dev.baton.cli.deadletters;

import dev.baton.cli.error.CommandFailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a database. Operations call the same SQL functions as the REST API, each in its own transaction.
 */
final class Letters implements AutoCloseable {

    /** The result of an operation; {@code changed} is false if the dead letter was not open. */
    record Performed(boolean changed, String state, String eventId) {

        /** Returns the message for a dead letter that was not open. */
        String already(long id) {
            return "Dead letter " + id + " was already " + state + "; nothing was done.";
        }
    }

    /** The query for the newest function signature, which an older schema does not have. */
    private static final String UP_TO_DATE = """
            select to_regprocedure(
                'baton_dead_letters(text, text, text, timestamptz, timestamptz, text, bigint, integer)') is not null""";

    private final Database database;
    private final Connection connection;

    private Letters(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    static Letters open(Database database) throws SQLException {
        Connection connection = connect(database);
        try (PreparedStatement check = connection.prepareStatement(database.qualify(UP_TO_DATE));
                ResultSet there = check.executeQuery()) {
            there.next();
            if (!there.getBoolean(1)) {
                connection.close();
                throw new CommandFailedException(
                        "The schema " + database.schema() + " (BATON_DATABASE_SCHEMA) of the database "
                                + database.address() + " is not up to date: run ./baton migrate");
            }
        }
        return new Letters(database, connection);
    }

    private static Connection connect(Database database) {
        try {
            return database.connect();
        } catch (SQLException e) {
            throw new CommandFailedException(
                    "The database " + database.address() + " can't be reached: " + e.getMessage()
                            + (String.valueOf(e.getMessage()).contains("unsupported startup parameter")
                                    ? ". The address is that of a pooler: use the address of PostgreSQL itself"
                                    : ""),
                    e);
        }
    }

    List<Letter> list(FilterOptions filter, @Nullable String state, long after, int limit) throws SQLException {
        try (PreparedStatement query = prepare("select * from baton_dead_letters(?, ?, ?, ?, ?, ?, ?, ?)")) {
            setFilter(query, filter, state);
            query.setLong(7, after);
            query.setInt(8, limit);
            return read(query);
        }
    }

    long count(FilterOptions filter) throws SQLException {
        try (PreparedStatement query = prepare("select count(*) from baton_dead_letters(?, ?, ?, ?, ?, ?, 0, null)")) {
            setFilter(query, filter, "open");
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    Letter show(long id) throws SQLException {
        try (PreparedStatement query = prepare("select * from baton_dead_letter where id = ?")) {
            query.setLong(1, id);
            return read(query).stream().findFirst().orElseThrow(() -> none(id));
        }
    }

    /** Returns the operations that were performed on a letter, one line each. */
    List<String> audit(long id) throws SQLException {
        try (PreparedStatement query = prepare("""
                select to_char(performed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' ' || operation || ' by '
                    || performed_by || coalesce(': ' || detail, '')
                from baton_dead_letter_audit where dead_letter = ? order by id""")) {
            query.setLong(1, id);
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }

    Performed replay(long id, String by) throws SQLException {
        return perform("baton_replay_dead_letter(null, ?, ?)", id, by);
    }

    Performed discard(long id, String by) throws SQLException {
        return perform("baton_discard_dead_letter(null, ?, ?)", id, by);
    }

    Performed edit(long id, byte[] data, String by) throws SQLException {
        return perform("baton_edit_dead_letter(null, ?, ?, ?)", id, data, by);
    }

    /** Sets the isolation in the transaction, because a pooler would leave a setting of the session to others. */
    private Performed perform(String operation, Object... parameters) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement isolation = connection.createStatement()) {
            isolation.execute("set transaction isolation level read committed");
            return call(operation, parameters);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private Performed call(String operation, Object... parameters) throws SQLException {
        try (PreparedStatement call = prepare("select changed, state, event_id from " + operation)) {
            for (int i = 0; i < parameters.length; i++) {
                call.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = call.executeQuery()) {
                if (!row.next()) {
                    throw none((Long) parameters[0]);
                }
                return new Performed(row.getBoolean(1), row.getString(2), row.getString(3));
            }
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(database.qualify(sql));
    }

    private static void setFilter(PreparedStatement query, FilterOptions filter, @Nullable String state)
            throws SQLException {
        query.setString(1, filter.namespace);
        query.setString(2, filter.function);
        query.setString(3, filter.error);
        setTime(query, 4, filter.from);
        setTime(query, 5, filter.to);
        query.setString(6, state);
    }

    private static void setTime(PreparedStatement query, int index, @Nullable Instant time) throws SQLException {
        query.setObject(
                index,
                Optional.ofNullable(time).map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static List<Letter> read(PreparedStatement query) throws SQLException {
        List<Letter> letters = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                letters.add(Letter.of(rows));
            }
        }
        return letters;
    }

    private static CommandFailedException none(long id) {
        return new CommandFailedException(
                "There is no dead letter " + id + ": see ./baton dead-letters list --state all");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
