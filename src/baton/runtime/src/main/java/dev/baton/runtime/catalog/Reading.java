package dev.baton.runtime.catalog;

import dev.baton.EventRejectedException;
import io.cloudevents.CloudEvent;
import org.jspecify.annotations.Nullable;

/** The data of one event. It is parsed only once, although the key and every attempt need it. Not thread-safe. */
public final class Reading {

    private final Catalog catalog;
    private final CloudEvent event;
    private @Nullable Record parsed;
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
        return catalog.validated(event, parsed());
    }

    /**
     * Returns the data in the event's own version of the type, neither upcast nor validated.
     *
     * @throws EventRejectedException if the type is not known, or the data can't be read as its record
     */
    Record parsed() {
        if (refusal != null) {
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
