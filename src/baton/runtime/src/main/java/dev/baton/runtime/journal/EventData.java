package dev.baton.runtime.journal;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.journal.Hop.TopicRecord;
import dev.baton.runtime.journal.RowEntries.Numbered;
import dev.baton.runtime.sql.Database;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Finds the data of an event: in the journal, on its topic, or with its failure. */
@Singleton
class EventData {

    private static final Logger LOG = Logger.getLogger(EventData.class);

    private final JournalRows rows;
    private final Database database;
    private final List<RecordData> topics;
    private final String namespace;
    private final boolean shown;

    EventData(JournalRows rows, Database database, @All List<RecordData> topics, BatonModel model, BatonConfig config) {
        this.rows = rows;
        this.database = database;
        this.topics = topics;
        this.namespace = model.namespace();
        this.shown = config.journal().showData();
    }

    Uni<Optional<String>> at(Place place) {
        if (!shown) {
            return Uni.createFrom().item(Optional.empty());
        }
        return rows.at(place)
                .map(row -> row.map(RowEntries::of)
                        .filter(entries -> place.entry() < entries.size())
                        .map(entries -> entries.get(place.entry())))
                .chain(entry ->
                        entry.map(this::of).orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(data -> data.map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    private Uni<Optional<byte[]>> of(Numbered numbered) {
        if (numbered.entry().function() == null) {
            return Uni.createFrom().item(Optional.empty()); // it is on its topic, but nobody knows where
        }
        byte[] data = numbered.event().data();
        TopicRecord record = numbered.event().record();
        if (data != null) {
            return Uni.createFrom().item(Optional.of(data));
        }
        return kept(numbered.entry())
                .chain(kept -> kept.isPresent() || record == null
                        ? Uni.createFrom().item(kept)
                        : onTopic(record, numbered.entry().event().id()));
    }

    private Uni<Optional<byte[]>> kept(JournalEntry entry) {
        return database.select(
                        JournalSql.KEPT_DATA,
                        namespace,
                        entry.function(),
                        entry.event().source(),
                        entry.event().id())
                .map(found -> found.stream().findFirst().map(row -> row.bytes(0)));
    }

    private Uni<Optional<byte[]>> onTopic(TopicRecord record, String id) {
        return Uni.createFrom()
                .item(() -> topics.stream()
                        .map(topic -> topic.read(record, id))
                        .flatMap(Optional::stream)
                        .findFirst())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The data of an event can't be read from its topic: eventId=%s cause=%s", id, failure))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }
}
