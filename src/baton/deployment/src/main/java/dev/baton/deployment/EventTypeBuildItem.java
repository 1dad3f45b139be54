package dev.baton.deployment;

import io.quarkus.builder.item.MultiBuildItem;
import java.util.Optional;
import org.jboss.jandex.DotName;
import org.jspecify.annotations.Nullable;

/** An event type of the application and its record. */
public final class EventTypeBuildItem extends MultiBuildItem {

    /**
     * The upcasting step that leads to a version.
     *
     * @param from the CloudEvents type of the previous version
     * @param method the name of the newer record's static method
     */
    public record Upcaster(String from, String method) {}

    private final EventRecord event;
    private final String topic;
    private final String newest;
    private final @Nullable Upcaster upcaster;

    EventTypeBuildItem(EventRecord event, String topic, String newest, @Nullable Upcaster upcaster) {
        this.event = event;
        this.topic = topic;
        this.newest = newest;
        this.upcaster = upcaster;
    }

    public String type() {
        return event.type();
    }

    public DotName record() {
        return event.record().name();
    }

    /** Returns the name of the record component that holds the key, or null. */
    public @Nullable String keyComponent() {
        return event.keyComponent();
    }

    /** Returns the topic of all versions of the type. */
    public String topic() {
        return topic;
    }

    /** Returns the newest version of the type, which may be the type itself. */
    public String newest() {
        return newest;
    }

    /** Returns the step from the previous version, or empty if this is the oldest version. */
    public Optional<Upcaster> upcaster() {
        return Optional.ofNullable(upcaster);
    }
}
