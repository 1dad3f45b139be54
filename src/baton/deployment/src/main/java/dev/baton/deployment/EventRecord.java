package dev.baton.deployment;

import dev.baton.runtime.catalog.TypeVersion;
import java.util.Optional;
import org.jboss.jandex.ClassInfo;

/**
 * A record that is annotated with {@link dev.baton.EventType}.
 *
 * @param keyComponent the component that names the key, or null
 */
record EventRecord(String type, ClassInfo record, String keyComponent) {

    /** Empty: the type has no suffix {@code .vN}. */
    Optional<TypeVersion> version() {
        return TypeVersion.of(type);
    }

    /** As it is named in messages. */
    @Override
    public String toString() {
        return Names.describe(record) + " (" + type + ")";
    }
}
