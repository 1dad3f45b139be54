package dev.baton.deployment.schema;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subtypes of a type whose objects name their type in a member ({@code @JsonTypeInfo}). */
final class Subtypes {

    /** A subtype, and the member that names it. */
    record Subtype(JavaType type, String member, String name) {

        /** Requires the name in a schema of the subtype's members. */
        void mark(ObjectNode schema) {
            ObjectNode properties = schema.withObject("/properties");
            properties.putObject(member).put("const", name);
            ArrayNode required = schema.withArray("required");
            required.insert(0, member);
        }
    }

    private Subtypes() {}

    /** Returns whether the objects name their type in a member. Other ways to name it are not described. */
    static boolean isPolymorphic(ObjectMapper json, JavaType type) {
        JsonTypeInfo info = info(type);
        return info != null
                && info.use() == JsonTypeInfo.Id.NAME
                && (info.include() == JsonTypeInfo.As.PROPERTY || info.include() == JsonTypeInfo.As.EXISTING_PROPERTY)
                && !of(json, type).isEmpty();
    }

    static boolean hasOwnDeserializer(BeanDescription bean) {
        return bean.getClassAnnotations().has(JsonDeserialize.class);
    }

    static List<Subtype> of(ObjectMapper json, JavaType type) {
        JsonTypeInfo info = info(type);
        String member = info == null || info.property().isEmpty()
                ? JsonTypeInfo.Id.NAME.getDefaultPropertyName()
                : info.property();
        AnnotatedClass annotated = AnnotatedClassResolver.resolve(json.getDeserializationConfig(), type, null);
        return json
                .getSubtypeResolver()
                .collectAndResolveSubtypesByTypeId(json.getDeserializationConfig(), annotated)
                .stream()
                .filter(each -> !json.constructType(each.getType()).isAbstract())
                .map(each -> new Subtype(json.constructType(each.getType()), member, name(each)))
                .sorted(Comparator.comparing(Subtype::name))
                .toList();
    }

    private static String name(NamedType subtype) {
        return subtype.hasName() ? subtype.getName() : subtype.getType().getSimpleName();
    }

    private static @Nullable JsonTypeInfo info(JavaType type) {
        return type.getRawClass().getAnnotation(JsonTypeInfo.class);
    }
}
