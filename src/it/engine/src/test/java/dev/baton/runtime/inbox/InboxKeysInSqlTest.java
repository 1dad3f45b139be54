package dev.baton.runtime.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.embedded.EmbeddedDatabase;
import dev.baton.it.MigratedDatabase;
import dev.baton.runtime.inbox.Inbox.EventId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Checks that the key of an event is the same in Java and in the database. */
class InboxKeysInSqlTest {

    private static EmbeddedDatabase database;
    private static Connection connection;
    private static PreparedStatement statement;

    @BeforeContainer
    static void start() throws SQLException {
        database = MigratedDatabase.start();
        connection = database.connect();
        statement = connection.prepareStatement("select encode(baton_inbox_key(?, ?, ?, ?), 'hex')");
    }

    @AfterContainer
    static void stop() throws SQLException {
        connection.close();
        database.close();
    }

    @Property(tries = 2000)
    void ofAnyTexts(
            @ForAll("texts") String namespace,
            @ForAll("texts") String function,
            @ForAll("texts") String source,
            @ForAll("ids") String id)
            throws SQLException {
        assertThat(inSql(namespace, function, source, id)).isEqualTo(inJava(namespace, function, source, id));
    }

    private static String inJava(String namespace, String function, String source, String id) {
        return HexFormat.of().formatHex(new InboxKeys(namespace, function).bytes(new EventId(source, id)));
    }

    private static String inSql(String... parts) throws SQLException {
        for (int i = 0; i < parts.length; i++) {
            statement.setString(i + 1, parts[i]);
        }
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getString(1);
        }
    }

    /** A text that PostgreSQL can hold: no NUL, and no half of a pair. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().excludeChars('\0').ofMaxLength(40),
                Arbitraries.strings().withChars("aä€ \n'\\/").ofMaxLength(10),
                Arbitraries.integers()
                        .between(0x10000, 0x10FFFF)
                        .list()
                        .ofMaxSize(5)
                        .map(points -> points.stream().map(Character::toString).reduce("", String::concat)));
    }

    /** Any texts, ids with a time, and texts that differ from such ids in one character. */
    @Provide
    Arbitrary<String> ids() {
        Arbitrary<String> broken = Combinators.combine(
                        timed(),
                        Arbitraries.integers().between(0, 44),
                        Arbitraries.chars().with("0789abBfFg-G٣\n"))
                .as((id, at, letter) ->
                        at >= id.length() ? id + letter : id.substring(0, at) + letter + id.substring(at + 1));
        return Arbitraries.oneOf(texts(), timed(), timed().map(String::toUpperCase), broken);
    }

    private static Arbitrary<String> timed() {
        Arbitrary<Long> plausible = Arbitraries.longs()
                .between(0, Instant.parse("2110-01-01T00:00:00Z").getEpochSecond());
        Arbitrary<Long> any = Arbitraries.longs().between(0, 0xFFFFFFFFL);
        return Combinators.combine(Arbitraries.oneOf(plausible, any), Arbitraries.longs(), Arbitraries.of(7, 8))
                .as(InboxKeysInSqlTest::timed);
    }

    private static String timed(long seconds, long random, int version) {
        long time = version == 7 ? seconds * 1000 + (random & 1023) : random;
        UUID uuid = new UUID(time << 16 | version << 12 | random & 0xFFF, random >>> 2 | 1L << 63);
        return uuid + (version == 8 ? "-" + HexFormat.of().toHexDigits((int) seconds) : "");
    }
}
