package dev.baton.runtime.outbox;

import dev.baton.EventContext;
import dev.baton.EventRejectedException;
import dev.baton.FollowUp;
import dev.baton.NewEvent;
import dev.baton.PermanentFailureException;
import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.Extensions;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.Catalog;
import dev.baton.runtime.catalog.EventAttributes;
import dev.baton.runtime.catalog.EventKeys;
import dev.baton.runtime.catalog.EventTypeDescriptor;
import dev.baton.runtime.catalog.Reading;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.telemetry.PublishTraces;
import dev.baton.runtime.telemetry.Tracing;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes outbox rows from follow-ups, new events, and existing CloudEvents. The attributes of these events are set here.
 */
@Singleton
public class OutboxRows {

    /**
     * The last time in RFC 3339, and thus in CloudEvents. PostgreSQL's timestamps reach further, and Java's further
     * still.
     */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Catalog catalog;
    private final EventKeys keys;
    private final Clock clock;
    private final PublishTraces traces;
    private final long maxEventSize;

    OutboxRows(Catalog catalog, EventKeys keys, Clock clock, PublishTraces traces, BatonConfig config) {
        this.catalog = catalog;
        this.keys = keys;
        this.clock = clock;
        this.traces = traces;
        this.maxEventSize = config.delivery().maxEventSize().asLongValue();
    }

    /**
     * Returns the row of a follow-up. The ordinal is its position among the follow-ups that the function returned for
     * the event.
     */
    public OutboxRow of(BatonFunction function, EventContext parent, int ordinal, FollowUp<?> followUp) {
        EventTypeDescriptor type = typeOf(function, followUp);
        Instant now = clock.instant();
        String own = type.keyOf(followUp.event());
        String subject = followUp.subject()
                .or(() -> Optional.ofNullable(own))
                .or(parent::subject)
                .orElse(null);
        String key = followUp.key()
                .or(() -> Optional.ofNullable(own))
                .or(parent::key)
                .orElse(subject);
        String id = FollowUpIds.of(function.name(), parent.source().toString(), parent.id(), ordinal);
        Map<String, String> attributes = attributes(id, function.source(), type, subject, key, now);
        attributes.put(Extensions.CORRELATION_ID, parent.correlationId());
        attributes.put(Extensions.CAUSATION_ID, parent.id());
        Tracing.inject(attributes);
        Duration delay = followUp.delay().filter(time -> !time.isZero()).orElse(null);
        Instant notBefore = followUp.delay().isPresent() && delay == null ? null : dueAt(followUp, now);
        return new OutboxRow(type.topic(), key, attributes, catalog.write(followUp.event()), notBefore, delay);
    }

    /** Returns the row of a new event. */
    public OutboxRow of(NewEvent<?> event) {
        EventTypeDescriptor type = catalog.descriptorOf(event.event().getClass());
        String own = type.keyOf(event.event());
        String subject = event.subject().orElse(own);
        String key = event.key().or(() -> Optional.ofNullable(own)).orElse(subject);
        Map<String, String> attributes = attributes(event.id(), event.source(), type, subject, key, event.time());
        attributes.put(Extensions.CORRELATION_ID, event.id());
        traces.create(type.topic(), attributes);
        return new OutboxRow(
                type.topic(),
                key,
                attributes,
                catalog.write(event.event()),
                event.notBefore().orElse(null));
    }

    /** Returns the row of an existing CloudEvent of a type that the catalog knows. */
    OutboxRow of(Reading reading) {
        Event event = Event.of(reading.event());
        Map<String, String> attributes = new LinkedHashMap<>(event.attributes());
        String key = keys.of(reading, catalog.descriptorOf(event));
        if (key != null) {
            attributes.put(Extensions.PARTITION_KEY, key);
        }
        attributes.put(Extensions.CORRELATION_ID, Extensions.correlationId(event));
        String topic = catalog.topicOf(event.getType());
        if (!attributes.containsKey(Extensions.TRACE_PARENT)) {
            traces.create(topic, attributes);
        }
        return new OutboxRow(topic, key, attributes, event.data(), null);
    }

    private static @Nullable Instant dueAt(FollowUp<?> followUp, Instant now) {
        try {
            return followUp.dueAt(now).orElse(null);
        } catch (DateTimeException | ArithmeticException e) {
            throw new EventRejectedException(
                    EventRejectedException.Reason.INVALID,
                    "the delay of a follow-up (" + followUp.event().getClass().getName() + ") is too long: "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Checks that the event can be published.
     *
     * @throws EventRejectedException if the event has more bytes than {@code baton.delivery.max-event-size}, an
     *     attribute that CloudEvents does not allow or that can't be stored, or a time that can't be stored
     */
    public void check(OutboxRow event) {
        int size = event.size();
        if (size > maxEventSize) {
            throw invalid(
                    event,
                    "has " + size + " bytes of data and attributes, more than baton.delivery.max-event-size="
                            + maxEventSize);
        }
        if (event.notBefore() != null && event.notBefore().isAfter(LATEST)) {
            throw invalid(event, "is to be published at " + event.notBefore() + ", later than " + LATEST);
        }
        try {
            EventAttributes.check(event.attributes());
        } catch (EventRejectedException e) {
            throw invalid(event, "can't be stored: " + e.getMessage());
        }
    }

    private static EventRejectedException invalid(OutboxRow event, String what) {
        return new EventRejectedException(
                EventRejectedException.Reason.INVALID,
                "event " + event.id() + " (" + event.attributes().get(AttributeNames.TYPE) + ") " + what);
    }

    private EventTypeDescriptor typeOf(BatonFunction function, FollowUp<?> followUp) {
        EventTypeDescriptor type = catalog.descriptorOf(followUp.event().getClass());
        if (!function.emits().contains(type.type())) {
            throw new PermanentFailureException(
                    "function " + function.name() + " returned an event of type " + type.type()
                            + ", which it may not emit: declare it with the return type or @Emits; it may emit "
                            + function.emits());
        }
        return type;
    }

    private Map<String, String> attributes(
            String id,
            URI source,
            EventTypeDescriptor type,
            @Nullable String subject,
            @Nullable String key,
            Instant time) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(AttributeNames.SPEC_VERSION, Event.VERSION);
        attributes.put(AttributeNames.ID, id);
        attributes.put(AttributeNames.SOURCE, source.toString());
        attributes.put(AttributeNames.TYPE, type.type());
        attributes.put(AttributeNames.DATA_CONTENT_TYPE, catalog.contentType(type.record()));
        attributes.put(AttributeNames.TIME, time.toString());
        if (subject != null) {
            attributes.put(AttributeNames.SUBJECT, subject);
        }
        if (key != null) {
            attributes.put(Extensions.PARTITION_KEY, key);
        }
        return attributes;
    }
}
