package dev.baton.local.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the current contents of the database over its own connections. */
final class Tables {
    /** Opens connections to the database. */
    interface Source {
        Connection connect() throws SQLException;
    }

    private final Source database;

    Tables(Source database) {
        this.database = database;
    }

    /** Returns whether the history has the message; false also when the database is unavailable. */
    boolean historyHas(String messageId) {
        try {
            return !select("select 1 from chat_message where message_id = ?", messageId)
                    .isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    long count(String table) {
        return Long.parseLong(select("select count(*) from " + table).get(0));
    }

    /** Returns the rows, each with its columns joined by spaces. */
    List<String> select(String sql, String... parameters) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return rows(result);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(String.valueOf(result.getString(column)));
            }
            rows.add(String.join(" ", row));
        }
        return rows;
    }
}
