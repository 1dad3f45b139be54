package dev.baton.deployment;

import dev.baton.runtime.catalog.TypeVersion;
import java.util.Optional;
import org.jboss.jandex.ClassInfo;
import org.jspecify.annotations.Nullable;

/**
 * A record that is annotated with {@link dev.baton.EventType}.
 *
 * @param type the CloudEvents type
 * @param record the annotated record
 * @param keyComponent the name of the component that holds the key, or null
 */
record EventRecord(String type, ClassInfo record, @Nullable String keyComponent) {

    /** Returns the version, or empty if the type has no suffix {@code .vN}. */
    Optional<TypeVersion> version() {
        return TypeVersion.of(type);
    }

    /** Returns the name of the record and its type, for messages. */
    @Override
    public String toString() {
        return Names.describe(record) + " (" + type + ")";
    }
}
