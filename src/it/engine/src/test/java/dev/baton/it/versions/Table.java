package dev.baton.it.versions;

import dev.baton.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The database as seen from outside the applications. */
final class Table implements AutoCloseable {

    /** A row of a move, which both applications write. */
    record Kept(String piece, int number, String note, String sentAs, String handledBy) {}

    private final Connection connection;

    Table(EmbeddedDatabase database) throws SQLException {
        this.connection = database.connect();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns all moves in the order in which they were kept. */
    List<Kept> moves() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from moves_move order by position")) {
            List<Kept> moves = new ArrayList<>();
            while (row.next()) {
                moves.add(new Kept(
                        row.getString("piece"),
                        row.getInt("number"),
                        row.getString("note"),
                        row.getString("sent_as"),
                        row.getString("handled_by")));
            }
            return moves;
        }
    }

    /** The only column of what a query finds. */
    List<String> texts(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }

    long count(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
