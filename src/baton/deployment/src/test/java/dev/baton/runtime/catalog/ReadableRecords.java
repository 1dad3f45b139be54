package dev.baton.runtime.catalog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.EventRejectedException;
import io.cloudevents.core.builder.CloudEventBuilder;
import jakarta.validation.Validation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The application's own reader of event data, without an application. */
public final class ReadableRecords {

    private final Catalog catalog;
    private final String type;

    public ReadableRecords(Class<? extends Record> record) {
        type = record.getSimpleName();
        BatonModel model = new BatonModel("test");
        model.add(EventTypeDescriptor.of(type, type, record, null));
        catalog = new Catalog(
                model,
                JsonMapper.builder()
                        .findAndAddModules()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build(),
                Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory());
    }

    /** Returns whether a function would get this data. */
    public boolean accepts(String json) {
        try {
            catalog.read(CloudEventBuilder.v1()
                    .withId("1")
                    .withSource(URI.create("/test"))
                    .withType(type)
                    .withData("application/json", json.getBytes(StandardCharsets.UTF_8))
                    .build());
            return true;
        } catch (EventRejectedException e) {
            return false;
        }
    }
}
