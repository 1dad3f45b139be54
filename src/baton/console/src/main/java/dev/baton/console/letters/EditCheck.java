package dev.baton.console.letters;

import dev.baton.EventRejectedException;
import dev.baton.cloudevents.Event;
import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.deadletter.DeadLetter;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads data as the function that gets it will do: as the record of its type, valid, with all its versions. */
@Singleton
public class EditCheck {

    private final Catalog catalog;

    EditCheck(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Returns why the dead letter can't be replayed with this data (JSON); empty if it can. Long data takes long. */
    Optional<String> problem(DeadLetter letter, byte[] data) {
        Map<String, String> attributes = new LinkedHashMap<>(letter.attributes());
        attributes.put("datacontenttype", "application/json");
        return problem(attributes, data);
    }

    /** Returns why an event with these attributes and data can't be read here; empty if it can. */
    public Optional<String> problem(Map<String, String> attributes, byte[] data) {
        try {
            catalog.read(Event.stored(attributes, data));
            return Optional.empty();
        } catch (EventRejectedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
