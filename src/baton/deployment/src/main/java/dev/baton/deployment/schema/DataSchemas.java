package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.EventData;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JSON Schemas (2020-12) of event data from records, Jackson's annotations, and constraints. Data that fits
 * the schema of its type is accepted by the functions that handle the type. Functions also accept some other notations
 * of the same values, such as a number of seconds as a time, which nobody should write.
 */
public final class DataSchemas implements AutoCloseable {

    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** PostgreSQL's indexes and CloudEvents allow this text as a key. */
    private static final String KEY = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";

    private static final String KEY_LIMIT = "EventKey: at most 800 bytes of UTF-8";

    private final ObjectMapper json;
    private final ValidatorFactory validators;

    /** @param json a mapper with the configuration of the application's own */
    public DataSchemas(ObjectMapper json) {
        this.json = json;
        this.validators = Validation.byProvider(HibernateValidator.class)
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory();
    }

    /**
     * Returns the schema of the data of an event type.
     *
     * @param keyComponent the component that is the event's key; null if there is none
     */
    public ObjectNode of(String type, Class<?> record, @Nullable String keyComponent) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DIALECT).put("title", type);
        Optional<Field> raw = rawData(record);
        if (raw.isPresent()) {
            schema.put("type", "string");
            schema.put("contentMediaType", contentType(raw.get()));
        } else {
            schema.setAll(new TypeSchemas(json, validators.getValidator(), record).root());
            markKey(schema, keyComponent);
        }
        return schema;
    }

    private static Optional<Field> rawData(Class<?> record) {
        return Arrays.stream(record.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(EventData.class))
                .findFirst();
    }

    private static String contentType(Field raw) {
        String declared = raw.getAnnotation(EventData.class).value();
        String byDefault = raw.getType() == String.class ? "text/plain; charset=utf-8" : "application/octet-stream";
        return declared.isBlank() ? byDefault : declared;
    }

    private static void markKey(ObjectNode schema, @Nullable String component) {
        if (component != null && schema.path("properties").get(component) instanceof ObjectNode key) {
            Keywords keywords = new Keywords(key);
            keywords.pattern(KEY);
            keywords.other(KEY_LIMIT);
        }
    }

    @Override
    public void close() {
        validators.close();
    }
}
