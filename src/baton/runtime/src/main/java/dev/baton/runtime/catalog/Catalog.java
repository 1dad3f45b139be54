package dev.baton.runtime.catalog;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.BatonException;
import dev.baton.EventCatalog;
import dev.baton.EventRejectedException;
import dev.baton.EventRejectedException.Reason;
import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.MediaType;
import dev.baton.runtime.catalog.Upcaster.UpcastFailedException;
import io.cloudevents.CloudEvent;
import jakarta.inject.Singleton;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows the event types, and reads and validates their data: JSON, or the raw data that a record takes unchanged. */
@Singleton
public class Catalog implements EventCatalog {

    private final BatonModel model;
    private final ObjectMapper json;
    private final ObjectMapper strict;
    private final DataValidator validator;

    Catalog(BatonModel model, ObjectMapper json, ValidatorFactory validators) {
        this.model = model;
        this.json = json;
        this.strict = StrictJson.of(json);
        this.validator = new DataValidator(validators);
    }

    @Override
    public Set<String> types() {
        return model.eventTypes().keySet();
    }

    @Override
    public boolean knows(String type) {
        return model.eventTypes().containsKey(type);
    }

    @Override
    public String typeOf(Class<? extends Record> record) {
        return descriptorOf(record).type();
    }

    @Override
    public String topicOf(Class<? extends Record> record) {
        return descriptorOf(record).topic();
    }

    /** Returns the topic of the events of a type. */
    public String topicOf(String type) {
        EventTypeDescriptor known = model.eventTypes().get(type);
        return known == null ? type : known.topic();
    }

    /**
     * Returns the types whose events are read as this record: its own type, and all older versions of it.
     *
     * @throws BatonException if the record is an older version itself, because no event is read as an older version
     */
    public List<String> typesReadAs(Class<? extends Record> record) {
        EventTypeDescriptor own = descriptorOf(record);
        Optional<Upcaster> newer = model.upcaster(own.type());
        if (newer.isPresent()) {
            throw new BatonException("events are never read as " + record.getName() + ", an older version of "
                    + newer.get().to().type() + ": ask for the record of the newest version");
        }
        return model.eventTypes().values().stream()
                .filter(type -> type.topic().equals(own.topic()))
                .map(EventTypeDescriptor::type)
                .toList();
    }

    /** Returns the event type of a record class. */
    public EventTypeDescriptor descriptorOf(Class<? extends Record> record) {
        return model.eventTypeOf(record)
                .orElseThrow(() -> new BatonException(record.getName()
                        + " is not an event record of this application: annotate it with"
                        + " @EventType, and index its module"));
    }

    @Override
    public Record read(CloudEvent event) {
        return reading(event).data();
    }

    /** Returns the reading of an event, which parses the event's data on first use. */
    public Reading reading(CloudEvent event) {
        return new Reading(this, event);
    }

    Record validated(CloudEvent event, Record parsed) {
        EventTypeDescriptor type = descriptorOf(event);
        checkKey(event, type, parsed);
        Record data = upcast(event, type, parsed);
        validator.problem(data).ifPresent(problem -> {
            throw new EventRejectedException(Reason.INVALID, Event.describe(event) + " is not valid: " + problem);
        });
        return data;
    }

    /** @see Reading#parsed */
    Record parse(CloudEvent event) {
        return parse(event, descriptorOf(event));
    }

    /**
     * Returns the event type of an event.
     *
     * @throws EventRejectedException if this application has no record for it
     */
    public EventTypeDescriptor descriptorOf(CloudEvent event) {
        EventTypeDescriptor type = model.eventTypes().get(event.getType());
        if (type == null) {
            throw new EventRejectedException(
                    Reason.UNKNOWN_TYPE, Event.describe(event) + " has a type that this application has no record for");
        }
        return type;
    }

    private static void checkKey(CloudEvent event, EventTypeDescriptor type, Record data) {
        Method component = type.keyComponent();
        String key = type.keyOf(data);
        if (component != null && key != null && !EventAttributes.isKey(key)) {
            throw new EventRejectedException(
                    Reason.INVALID,
                    Event.describe(event) + " is not valid: "
                            + component.getName()
                            + " is its key, which must have at most 800 bytes, and no control character, noncharacter"
                            + " or unpaired surrogate");
        }
    }

    /** Returns the data as the newest version of its type, upcast one version at a time. */
    private Record upcast(CloudEvent event, EventTypeDescriptor type, Record data) {
        Record upcast = data;
        try {
            Optional<Upcaster> step = model.upcaster(type.type());
            while (step.isPresent()) {
                upcast = step.get().apply(upcast);
                step = model.upcaster(step.get().to().type());
            }
            return upcast;
        } catch (UpcastFailedException e) {
            throw new EventRejectedException(
                    Reason.INVALID, Event.describe(event) + " is not valid: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the data of an event in its {@linkplain #contentType content type}.
     *
     * @throws EventRejectedException if the data is text that the charset of the content type can't encode
     */
    public byte[] write(Record data) {
        Optional<RawData> raw = RawData.of(data.getClass());
        try {
            return raw.isPresent() ? raw.get().write(data) : json.writeValueAsBytes(data);
        } catch (IOException e) {
            throw new BatonException("can't write " + data.getClass().getName() + " as JSON: " + e.getMessage(), e);
        }
    }

    /** Returns the {@code datacontenttype} of the data that {@link #write} returns. */
    public String contentType(Class<? extends Record> record) {
        return RawData.of(record).map(RawData::contentType).orElse(MediaType.JSON);
    }

    private Record parse(CloudEvent event, EventTypeDescriptor type) {
        Optional<RawData> raw = RawData.of(type.record());
        if (raw.isPresent()) {
            return take(event, raw.get());
        }
        if (event.getData() == null) {
            throw unreadable(event, "it has no data", null);
        }
        return parseJson(event, type);
    }

    /** Reads raw data. Missing data is read as empty data, because not every transport distinguishes the two. */
    private static Record take(CloudEvent event, RawData raw) {
        try {
            byte[] data =
                    event.getData() == null ? new byte[0] : event.getData().toBytes();
            return raw.read(data, event.getDataContentType());
        } catch (IllegalArgumentException e) {
            throw unreadable(event, e.getMessage(), e);
        }
    }

    private Record parseJson(CloudEvent event, EventTypeDescriptor type) {
        String contentType = event.getDataContentType();
        if (contentType != null && !MediaType.isJson(contentType)) {
            throw new EventRejectedException(
                    Reason.CONTENT_TYPE,
                    Event.describe(event) + " can't be read as " + event.getType() + ": its datacontenttype is '"
                            + contentType
                            + "', not JSON; a record that takes other data has a component with @EventData");
        }
        try {
            Record data = strict.readValue(event.getData().toBytes(), type.record());
            if (data == null) {
                throw unreadable(event, "its data is null", null);
            }
            return data;
        } catch (JacksonException e) {
            throw unreadable(event, e.getOriginalMessage(), e);
        } catch (StackOverflowError e) {
            throw unreadable(event, "its data is nested too deeply", e);
        } catch (IOException e) {
            throw unreadable(event, e.getMessage(), e);
        }
    }

    private static EventRejectedException unreadable(
            CloudEvent event, @Nullable String why, @Nullable Throwable cause) {
        return new EventRejectedException(
                Reason.UNREADABLE, Event.describe(event) + " can't be read as " + event.getType() + ": " + why, cause);
    }
}
