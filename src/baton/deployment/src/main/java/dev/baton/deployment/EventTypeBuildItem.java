package dev.baton.deployment;

import io.quarkus.builder.item.MultiBuildItem;
import org.jboss.jandex.DotName;

/** An event type of the application and its record. */
public final class EventTypeBuildItem extends MultiBuildItem {

    private final String type;
    private final DotName record;
    private final String keyComponent;

    EventTypeBuildItem(String type, DotName record, String keyComponent) {
        this.type = type;
        this.record = record;
        this.keyComponent = keyComponent;
    }

    public String type() {
        return type;
    }

    public DotName record() {
        return record;
    }

    /** The record component that names the key, or null. */
    public String keyComponent() {
        return keyComponent;
    }
}
