package dev.baton.runtime.catalog;

import dev.baton.EventRejectedException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data of one event. It is read only once, although the key and every attempt need it. Not thread-safe. */
public final class Reading {

    /** Reading a megabyte may take half a second. */
    private static final int LARGE = 64 * 1024;

    private final Catalog catalog;
    private final CloudEvent event;
    private @Nullable Record parsed;
    private @Nullable Record valid;
    private @Nullable EventRejectedException refusal;

    Reading(Catalog catalog, CloudEvent event) {
        this.catalog = catalog;
        this.event = event;
    }

    /** Returns the event whose data is read. */
    public CloudEvent event() {
        return event;
    }

    /**
     * Returns the data as the function takes it: upcast to the newest version, and valid.
     *
     * @throws EventRejectedException if the type is not known, or the data can't be read or is not valid
     */
    public Record data() {
        if (refusal != null) {
            throw refusal;
        }
        if (valid == null) {
            Record read = parsed();
            try {
                valid = catalog.validated(event, read);
            } catch (EventRejectedException e) {
                refusal = e;
                throw e;
            }
        }
        return valid;
    }

    /**
     * Reads and validates large data on a worker thread, because that takes too long for an event loop. Small data is
     * read where it is first needed. The Uni completes on the context of the caller, and does not fail: bad data is
     * reported when the data is {@linkplain #data requested}.
     */
    public static Uni<Void> ahead(List<Reading> readings) {
        List<Reading> large = readings.stream().filter(Reading::isLarge).toList();
        if (large.isEmpty() || !Context.isOnEventLoopThread()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().completionStage(() -> Vertx.currentContext()
                .<Void>executeBlocking(
                        () -> {
                            large.forEach(Reading::tryToRead);
                            return null;
                        },
                        false)
                .toCompletionStage());
    }

    private boolean isLarge() {
        CloudEventData data = event.getData();
        return valid == null && refusal == null && data != null && data.toBytes().length > LARGE;
    }

    private void tryToRead() {
        try {
            data();
        } catch (RuntimeException known) {
            // It is thrown again when the data is asked for.
        }
    }

    /**
     * Returns the data in the event's own version of the type, neither upcast nor validated.
     *
     * @throws EventRejectedException if the type is not known, or the data can't be read as its record
     */
    Record parsed() {
        if (parsed == null && refusal != null) {
            throw refusal;
        }
        if (parsed == null) {
            try {
                parsed = catalog.parse(event);
            } catch (EventRejectedException e) {
                refusal = e;
                throw e;
            }
        }
        return parsed;
    }
}
