package dev.baton.chat.gateway.messages;

import dev.baton.EventTraces;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The history that log-message writes. If a message is visible here, so are all earlier messages of its room. */
@ApplicationScoped
public class History {

    private static final String PAGE = """
            select seq, message_id, sender, sent_at, reply_to, redacted_at is not null as redacted,
                   case when redacted_at is null then text else '' end as text, bytes
            from (select *, octet_length(text) as bytes, sum(octet_length(text)) over (order by seq) as bytes_so_far
                  from (select * from chat_message where room = $1 and seq > $2 order by seq limit $3) as page
                 ) as sized
            where bytes_so_far - bytes < $4 order by seq""";

    private static final String REDACTED = """
            select seq, message_id from chat_message
            where room = $1 and seq <= $2 and redacted_at is not null order by seq desc limit $3""";

    private static final String LAST = """
            select room, coalesce((select max(seq) from chat_message where chat_message.room = asked.room), 0) as last
            from unnest($1::text[]) as asked (room)""";

    /** How many bytes the texts of a page have, not counting the last one. */
    static final int PAGE_BYTES = 256 * 1024;

    /**
     * Messages that follow each other.
     *
     * @param full whether the page is as large as a page may be, so that more messages may follow
     */
    public record Page(List<Message> messages, boolean full) {}

    /** The place and id of a redacted message. */
    public record Redacted(long seq, String messageId) {}

    @Inject
    Pool pool;

    /** The statements for sockets, which outlive any trace, have no spans. */
    @Inject
    EventTraces traces;

    /**
     * Returns the messages after {@code after} in {@code seq} order, at most {@code limit}, and fewer if they are long:
     * a page has a bounded size, so that many pages at once have one, too.
     */
    public Uni<Page> page(String room, long after, int limit) {
        return traces.background(pool.preparedQuery(PAGE).execute(Tuple.of(room, after, limit, (long) PAGE_BYTES)))
                .map(rows -> page(room, rows, limit));
    }

    private static Page page(String room, RowSet<Row> rows, int limit) {
        List<Message> messages = new ArrayList<>(rows.size());
        long bytes = 0;
        for (Row row : rows) {
            messages.add(message(room, row));
            bytes += row.getInteger("bytes");
        }
        return new Page(messages, messages.size() == limit || bytes >= PAGE_BYTES);
    }

    /**
     * Returns the last redacted messages up to and including {@code upTo} in {@code seq} order, at most {@code limit}.
     */
    public Uni<List<Redacted>> redacted(String room, long upTo, int limit) {
        return traces.background(pool.preparedQuery(REDACTED).execute(Tuple.of(room, upTo, limit)))
                .map(rows -> rows.stream()
                        .map(row -> new Redacted(row.getLong("seq"), row.getString("message_id")))
                        .sorted(Comparator.comparingLong(Redacted::seq))
                        .toList());
    }

    /** Returns the last {@code seq} of each room, 0 for a room without messages. */
    public Uni<Map<String, Long>> last(Collection<String> rooms) {
        return pool.preparedQuery(LAST)
                .execute(Tuple.tuple().addArrayOfString(rooms.toArray(String[]::new)))
                .map(History::byRoom);
    }

    private static Map<String, Long> byRoom(RowSet<Row> rows) {
        Map<String, Long> last = new HashMap<>();
        rows.forEach(row -> last.put(row.getString("room"), row.getLong("last")));
        return last;
    }

    private static Message message(String room, Row row) {
        return new Message(
                row.getString("message_id"),
                room,
                row.getLong("seq"),
                row.getString("sender"),
                row.getString("text"),
                row.getOffsetDateTime("sent_at").toInstant(),
                row.getBoolean("redacted"),
                row.getString("reply_to"));
    }
}
