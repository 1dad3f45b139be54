package dev.baton.runtime.catalog;

import dev.baton.EventRejectedException;
import io.cloudevents.CloudEvent;

/** The data of one event, parsed once, however often it is asked for: for the key, and for each attempt. Not thread-safe. */
public final class Reading {

    private final Catalog catalog;
    private final CloudEvent event;
    private Record parsed;
    private EventRejectedException refusal;

    Reading(Catalog catalog, CloudEvent event) {
        this.catalog = catalog;
        this.event = event;
    }

    CloudEvent event() {
        return event;
    }

    /**
     * Returns the data as the function takes it: upcast to the newest version, and valid.
     *
     * @throws EventRejectedException when the type is not known, or the data can't be read or is not valid
     */
    public Record data() {
        return catalog.validated(event, parsed());
    }

    /**
     * Returns the data as the version of the type that the event has, neither upcast nor validated.
     *
     * @throws EventRejectedException when the type is not known, or the data can't be read as its record
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
