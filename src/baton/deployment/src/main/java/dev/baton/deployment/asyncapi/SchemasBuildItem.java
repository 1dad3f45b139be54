package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.builder.item.SimpleBuildItem;
import java.util.Objects;
import java.util.SortedMap;

/** The JSON Schemas of the data of all indexed event types, by type. */
public final class SchemasBuildItem extends SimpleBuildItem {

    private final SortedMap<String, ObjectNode> schemas;

    SchemasBuildItem(SortedMap<String, ObjectNode> schemas) {
        this.schemas = schemas;
    }

    public SortedMap<String, ObjectNode> schemas() {
        return schemas;
    }

    /** Returns the schema of an indexed event type. */
    ObjectNode schema(String type) {
        return Objects.requireNonNull(schemas.get(type), type);
    }
}
