package dev.baton.triggers.manifest;

import dev.baton.triggers.error.TriggersException;
import java.nio.file.Path;

/** A place in a file, for messages: {@code triggers.yaml, Trigger ship-order, spec.delivery.retry}. */
record Place(Path file, String resource, String field) {

    Place at(String inner) {
        String separator = field.isEmpty() || inner.startsWith("[") ? "" : ".";
        return new Place(file, resource, field + separator + inner);
    }

    TriggersException wrong(String message) {
        return new TriggersException(this + " " + message);
    }

    @Override
    public String toString() {
        return "%s, %s, %s:".formatted(file, resource, field);
    }
}
