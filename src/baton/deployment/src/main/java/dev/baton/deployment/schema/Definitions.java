package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The named schemas of one document: of types that are used in several places, or that contain themselves. */
final class Definitions {

    private static final String PREFIX = "#/$defs/";

    /** A type, with or without the constraints inside it, which only {@code @Valid} brings into effect. */
    private record Use(String type, boolean validated) {}

    private final Map<Use, String> names = new HashMap<>();
    private final Map<String, @Nullable ObjectNode> schemas = new TreeMap<>();

    Definitions(Class<?> root) {
        names.put(new Use(root.getName(), true), "#");
    }

    /** Returns the reference to the schema of a type, which is made on the first use. */
    String name(JavaType type, boolean validated, Supplier<ObjectNode> schema) {
        Use use = new Use(type.toCanonical(), validated);
        String known = names.get(use);
        if (known != null) {
            return known;
        }
        String name = free(type.getRawClass(), validated);
        names.put(use, PREFIX + name);
        schemas.put(name, null); // taken while the schema is made
        schemas.put(name, schema.get());
        return PREFIX + name;
    }

    private String free(Class<?> type, boolean validated) {
        String simple = type.getSimpleName();
        if (!schemas.containsKey(simple)) {
            return simple;
        }
        String other = validated ? simple + "Validated" : simple + "Unvalidated";
        return schemas.containsKey(other) ? type.getName().replaceAll("[^A-Za-z0-9._-]", "_") : other;
    }

    void addTo(ObjectNode root) {
        if (!schemas.isEmpty()) {
            ObjectNode definitions = root.putObject("$defs");
            schemas.forEach(definitions::set);
        }
    }
}
