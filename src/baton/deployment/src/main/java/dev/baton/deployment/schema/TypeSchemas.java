package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the schema of one event type: of its record at the root, and of the types that it is made of in {@code $defs}. */
final class TypeSchemas {

    private final ObjectMapper json;
    private final Validator validator;
    private final Class<?> root;
    private final Definitions definitions;

    TypeSchemas(ObjectMapper json, Validator validator, Class<?> root) {
        this.json = json;
        this.validator = validator;
        this.root = root;
        this.definitions = new Definitions(root);
    }

    ObjectNode root() {
        ObjectNode schema = members(json.constructType(root), true);
        definitions.addTo(schema);
        return schema;
    }

    /** Returns the schema of a value, null included where nothing refuses it. */
    private ObjectNode value(JavaType type, Rules rules) {
        ObjectNode schema = constrained(type, rules);
        return type.isPrimitive() || rules.refusesNull() ? schema : OrNull.of(schema);
    }

    private ObjectNode constrained(JavaType type, Rules rules) {
        ObjectNode schema = existing(type, rules);
        Keywords keywords = new Keywords(schema);
        rules.constraints().forEach(keywords::add);
        return schema;
    }

    private ObjectNode existing(JavaType type, Rules rules) {
        Class<?> raw = type.getRawClass();
        return Scalars.of(raw)
                .orElseGet(() -> raw.isEnum()
                        ? constants(type)
                        : type.isContainerType() || type.isReferenceType()
                                ? container(type, rules)
                                : composite(type, rules));
    }

    private ObjectNode constants(JavaType type) {
        ObjectNode schema = node();
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        boolean texts = true;
        for (Object constant : type.getRawClass().getEnumConstants()) {
            JsonNode value = json.valueToTree(constant);
            texts &= value.isTextual();
            values.add(value);
        }
        if (texts) {
            schema.put("type", "string");
        }
        schema.set("enum", values);
        return schema;
    }

    private ObjectNode container(JavaType type, Rules rules) {
        if (type.isReferenceType()) { // Optional
            return constrained(type.getReferencedType(), rules.element(0));
        }
        ObjectNode schema = node();
        if (type.isMapLikeType()) {
            schema.put("type", "object");
            addKeys(schema, type, rules);
            addUnlessAny(schema, "additionalProperties", value(type.getContentType(), rules.element(1)));
            return schema;
        }
        schema.put("type", "array");
        if (Set.class.isAssignableFrom(type.getRawClass())) {
            schema.put("uniqueItems", true);
        }
        addUnlessAny(schema, "items", value(type.getContentType(), rules.element(0)));
        return schema;
    }

    private void addKeys(ObjectNode schema, JavaType type, Rules rules) {
        ObjectNode names = constrained(type.getKeyType(), rules.element(0));
        if (names.path("type").asText().equals("string") && names.size() > 1) {
            schema.set("propertyNames", names);
        }
    }

    private static void addUnlessAny(ObjectNode schema, String keyword, ObjectNode value) {
        if (!value.isEmpty()) {
            schema.set(keyword, value);
        }
    }

    private ObjectNode composite(JavaType type, Rules rules) {
        BeanDescription bean = json.getDeserializationConfig().introspect(type);
        AnnotatedMember single = json.getSerializationConfig().introspect(type).findJsonValueAccessor();
        if (single != null) {
            return existing(single.getType(), Rules.NONE);
        }
        boolean several = Subtypes.isPolymorphic(json, type);
        if (isOpaque(type, bean, several)) {
            return node();
        }
        String name = definitions.name(
                type, rules.cascaded(), () -> several ? alternatives(type, rules) : members(type, rules.cascaded()));
        return node().put("$ref", name);
    }

    /** Returns whether nothing is known about how the value is written: JSON itself, a JDK class, an own deserializer. */
    private static boolean isOpaque(JavaType type, BeanDescription bean, boolean several) {
        return type.isJavaLangObject()
                || JsonNode.class.isAssignableFrom(type.getRawClass())
                || type.getRawClass().getName().startsWith("java")
                || type.isAbstract() && !several
                || Subtypes.hasOwnDeserializer(bean);
    }

    private ObjectNode alternatives(JavaType type, Rules rules) {
        ObjectNode schema = node();
        ArrayNode each = schema.putArray("oneOf");
        for (Subtypes.Subtype subtype : Subtypes.of(json, type)) {
            ObjectNode data = members(subtype.type(), rules.cascaded());
            subtype.mark(data);
            each.add(data);
        }
        return schema;
    }

    private ObjectNode members(JavaType type, boolean validated) {
        BeanDescription bean = json.getDeserializationConfig().introspect(type);
        BeanDescriptor constraints = validated ? validator.getConstraintsForClass(type.getRawClass()) : null;
        ObjectNode schema = node().put("type", "object");
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (BeanPropertyDefinition property : bean.findProperties()) {
            if (property.couldDeserialize()) {
                PropertyDescriptor declared =
                        constraints == null ? null : constraints.getConstraintsForProperty(property.getInternalName());
                Member member = new Member(type.getRawClass(), property, Rules.of(declared));
                properties.set(property.getName(), member.described(value(property.getPrimaryType(), member.rules())));
                if (member.isRequired(validated ? validator : null)) {
                    required.add(property.getName());
                }
            }
        }
        schema.set("properties", properties);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        addGeneral(schema, constraints);
        return schema;
    }

    private void addGeneral(ObjectNode schema, @Nullable BeanDescriptor constraints) {
        if (json.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)) {
            schema.put("additionalProperties", false);
        }
        if (constraints != null) {
            Keywords keywords = new Keywords(schema);
            Rules.constraints(constraints.getConstraintDescriptors()).forEach(keywords::add);
        }
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
