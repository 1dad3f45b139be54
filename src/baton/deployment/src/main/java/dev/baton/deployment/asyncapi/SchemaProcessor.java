package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.deployment.EventTypeBuildItem;
import dev.baton.deployment.schema.DataSchemas;
import dev.baton.deployment.schema.SchemaJson;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.GeneratedFileSystemResourceBuildItem;
import io.quarkus.jackson.runtime.JacksonBuildTimeConfig;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Build steps that make the JSON Schema of each event type, also as {@code target/baton/schemas/<type>.json}. */
class SchemaProcessor {

    static final String DIRECTORY = "baton/schemas/";

    @BuildStep
    SchemasBuildItem schemas(List<EventTypeBuildItem> types, JacksonBuildTimeConfig config) {
        SortedMap<String, ObjectNode> schemas = new TreeMap<>();
        if (!types.isEmpty()) {
            try (DataSchemas making = new DataSchemas(mapper(config))) {
                types.forEach(
                        type -> schemas.put(type.type(), making.of(type.type(), recordOf(type), type.keyComponent())));
            }
        }
        return new SchemasBuildItem(schemas);
    }

    @BuildStep
    void files(SchemasBuildItem schemas, BuildProducer<GeneratedFileSystemResourceBuildItem> files) {
        schemas.schemas()
                .forEach((type, schema) -> files.produce(new GeneratedFileSystemResourceBuildItem(
                        DIRECTORY + type + ".json", SchemaJson.write(schema).getBytes(StandardCharsets.UTF_8))));
    }

    /** Returns a mapper that names members as the application's own. Customizers run only in the application. */
    private static JsonMapper mapper(JacksonBuildTimeConfig config) {
        JsonMapper.Builder mapper = JsonMapper.builder()
                .addModules(JsonMapper.findModules(Thread.currentThread().getContextClassLoader()))
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, config.failOnUnknownProperties());
        config.propertyNamingStrategy().ifPresent(name -> mapper.propertyNamingStrategy(naming(name)));
        return mapper.build();
    }

    /** Quarkus takes the names of the constants of {@link PropertyNamingStrategies}. */
    private static PropertyNamingStrategy naming(String name) {
        return Arrays.stream(PropertyNamingStrategies.class.getFields())
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .map(SchemaProcessor::constant)
                .orElseThrow(() -> new IllegalArgumentException("quarkus.jackson.property-naming-strategy is '" + name
                        + "', which is not a constant of " + PropertyNamingStrategies.class.getName()));
    }

    private static PropertyNamingStrategy constant(Field field) {
        try {
            return (PropertyNamingStrategy) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> recordOf(EventTypeBuildItem type) {
        try {
            return Thread.currentThread()
                    .getContextClassLoader()
                    .loadClass(type.record().toString());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the record of " + type.type() + " can't be loaded to make its schema", e);
        }
    }
}
