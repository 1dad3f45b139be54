package dev.baton.it.crash;

import dev.baton.it.outside.Published;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/** The database and the broker as seen from outside the application. */
final class Outside implements AutoCloseable {

    private final Connection database;
    private final Published published;

    Outside(String jdbcUrl, String user, String password, String bootstrapServers) throws SQLException {
        this.database = connect(jdbcUrl, user, password);
        this.published = new Published(bootstrapServers);
        Ordering.TABLES.forEach(this::run);
    }

    /** Connects without the driver manager, which does not know a driver of another class loader. */
    private static Connection connect(String jdbcUrl, String user, String password) throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", user);
        credentials.setProperty("password", password);
        return new Driver().connect(jdbcUrl, credentials);
    }

    /** Returns the numbers of the customer's events that took effect in a function, in order. */
    String ledger(String function, String customer) {
        List<String> found = select("select numbers from crash_ledger where name = ?", function + "/" + customer);
        return found.isEmpty() ? "" : found.get(0);
    }

    /** Makes the first event of the customer fail from now on. */
    void refuse(String customer) {
        run("insert into crash_refusal values (?)", customer);
    }

    void accept(String customer) {
        run("delete from crash_refusal where customer = ?", customer);
    }

    /** Returns the states of a customer's dead letters. */
    List<String> letters(String customer) {
        return select("select state from baton_dead_letter where key = ? order by id", customer);
    }

    long letter(String customer) {
        return Long.parseLong(select("select id from baton_dead_letter where key = ?", customer)
                .get(0));
    }

    List<String> audits(String customer) {
        return select(
                "select operation from baton_dead_letter_audit a join baton_dead_letter l on l.id = a.dead_letter where l.key = ?",
                customer);
    }

    /** Returns the ids of the customer's waiting events, with {@code held} behind those that hold the key. */
    List<String> waiting(String customer) {
        return select(
                "select event_id || case when held then ' held' else '' end from baton_retry where key = ? order by id",
                customer);
    }

    List<String> unpublished(String customer) {
        return select("select attributes from baton_outbox where key = ?", customer);
    }

    /** Returns the records of this topic and key on the broker. */
    Published published() {
        return published;
    }

    /**
     * Ends leases that are at least a second old: a process that ends while it delivers events of the retry table
     * leaves them leased for a minute, for which no test should wait. The lease of a running delivery stays.
     */
    void letLeasesEnd() {
        run(
                "update baton_retry set due_at = now() where due_at > now() + interval '5 s' and due_at < now() + interval '59 s'");
    }

    private void run(String sql, String... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private List<String> select(String sql, String... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private PreparedStatement prepare(String sql, String... parameters) throws SQLException {
        PreparedStatement statement = database.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        published.close();
        database.close();
    }
}
