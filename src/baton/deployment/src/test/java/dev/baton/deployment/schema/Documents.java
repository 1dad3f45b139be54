package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes documents after a schema, most of them with one value that may be wrong. Notations are left out that Jackson
 * reads although nobody should write them: numbers as text, times as numbers, an empty text as no UUID, a time as a
 * date, null as 0, 1.0 as an integer, a number as a character, an element of a set twice.
 */
final class Documents {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "de",
            "ABC",
            "abcde",
            "1234",
            "01234567890",
            "SMALL",
            "LARGE",
            "big",
            "2026-12-01T10:00:00Z",
            "2026-12-01",
            "PT5M",
            "6f1c1a52-9a51-4f6c-8a68-0a2f6d3f3b11",
            "card");
    private static final List<BigDecimal> NUMBERS = List.of(
            new BigDecimal("-1"),
            BigDecimal.ZERO,
            BigDecimal.ONE,
            new BigDecimal("2.5"),
            new BigDecimal("2.6"),
            BigDecimal.TEN,
            new BigDecimal("3000000000"),
            new BigDecimal("9223372036854775808"));

    private final Random random;
    private final ObjectNode schema;

    Documents(Random random, ObjectNode schema) {
        this.random = random;
        this.schema = schema;
    }

    /** Returns a document that fits, or that differs from one in a single member. */
    JsonNode next() {
        ObjectNode document = (ObjectNode) valid();
        if (random.nextInt(4) > 0) {
            mutate(document, schema);
        }
        return document;
    }

    JsonNode valid() {
        return valid(schema, 0);
    }

    private JsonNode valid(JsonNode written, int depth) {
        JsonNode of = resolved(written);
        if (of.has("anyOf")) {
            return depth > 2 || random.nextBoolean()
                    ? JSON.nullNode()
                    : valid(of.path("anyOf").path(0), depth);
        }
        if (of.has("oneOf")) {
            return valid(of.path("oneOf").path(random.nextInt(of.path("oneOf").size())), depth);
        }
        if (of.has("const")) {
            return of.path("const");
        }
        if (of.has("enum")) {
            return of.path("enum").path(random.nextInt(of.path("enum").size()));
        }
        return switch (type(of)) {
            case "object" -> object(of, depth);
            case "array" -> array(of, depth);
            case "string" -> text(of);
            case "integer" -> JSON.numberNode(of.path("exclusiveMinimum").isNumber() ? 1 + random.nextInt(9) : 1);
            case "number" -> JSON.numberNode(random.nextBoolean() ? 1.5 : 2.5);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.textNode("anything");
        };
    }

    private static String type(JsonNode of) {
        return of.path("type").isArray()
                ? of.path("type").path(0).asText()
                : of.path("type").asText();
    }

    private JsonNode object(JsonNode of, int depth) {
        ObjectNode made = JSON.objectNode();
        of.path("properties").fields().forEachRemaining(each -> {
            boolean required = of.path("required").toString().contains('"' + each.getKey() + '"');
            if (required || random.nextInt(4) > 0) {
                made.set(each.getKey(), valid(each.getValue(), depth + 1));
            }
        });
        if (of.path("additionalProperties").isObject()) {
            made.set("key", valid(of.path("additionalProperties"), depth + 1));
        }
        return made;
    }

    private JsonNode array(JsonNode of, int depth) {
        ArrayNode made = JSON.arrayNode();
        if (depth < 3) {
            made.add(valid(of.path("items"), depth + 1));
        }
        return made;
    }

    private JsonNode text(JsonNode of) {
        String format = of.path("format").asText();
        String pattern = of.path("pattern").asText();
        int longest = of.path("maxLength").asInt(4);
        return JSON.textNode(
                switch (format) {
                    case "date-time" -> "2026-12-01T10:00:00.5Z";
                    case "date" -> "2026-12-01";
                    case "uuid" -> TEXTS.get(14);
                    default ->
                        pattern.startsWith("^P")
                                ? "P1DT5M0.25S"
                                : pattern.contains("[a-z]{2}")
                                        ? "de"
                                        : pattern.contains("[A-Z]+")
                                                ? "ABCD"
                                                : "1234".substring(0, Math.min(4, longest));
                });
    }

    /** Changes one member, of this object or of one inside it. */
    private void mutate(ObjectNode object, JsonNode of) {
        List<String> names = new ArrayList<>();
        of.path("properties").fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        JsonNode member = resolved(of.path("properties").path(name));
        JsonNode value = object.path(name);
        JsonNode inner = member.has("anyOf") ? resolved(member.path("anyOf").path(0)) : member;
        if (value instanceof ObjectNode nested && inner.has("properties") && random.nextBoolean()) {
            mutate(nested, inner);
        } else if (random.nextInt(4) == 0) {
            object.remove(name);
        } else if (value instanceof ArrayNode array && !inner.has("uniqueItems") && random.nextBoolean()) {
            array.add(other(resolved(inner.path("items"))));
        } else if (value instanceof ObjectNode map && inner.has("additionalProperties") && random.nextBoolean()) {
            map.set(random.nextBoolean() ? "k" : "other", other(inner.path("additionalProperties")));
        } else {
            object.set(name, other(inner));
        }
    }

    /** Returns a value of any type, except for another notation of the wanted one. */
    private JsonNode other(JsonNode of) {
        String type = type(of);
        boolean mayBeNull = !(type.equals("integer") || type.equals("number") || type.equals("boolean"))
                || of.path("type").isArray();
        return switch (random.nextInt(7)) {
            case 0 -> mayBeNull && !isGrade(of) ? JSON.nullNode() : JSON.arrayNode();
            case 1 -> type.equals("boolean") || isFormatted(of) || isGrade(of) ? JSON.objectNode() : number(type);
            case 2 -> type.equals("string") || type.isEmpty() ? wrongText(of) : JSON.textNode("word");
            case 3 -> JSON.objectNode();
            default -> type.equals("string") && !isFormatted(of) ? text() : valid(of, 2);
        };
    }

    private static JsonNode wrongText(JsonNode of) {
        return isFormatted(of) ? JSON.textNode("word") : JSON.booleanNode(true);
    }

    private static boolean isGrade(JsonNode of) {
        return of.path("minLength").asInt() == 1 && of.path("maxLength").asInt() == 1;
    }

    private static boolean isFormatted(JsonNode of) {
        return of.has("format") || of.path("pattern").asText().startsWith("^P");
    }

    private JsonNode number(String type) {
        BigDecimal number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return number.scale() > 0 || !type.equals("integer")
                ? JSON.numberNode(number)
                : JSON.numberNode(number.toBigInteger());
    }

    private JsonNode text() {
        return JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private JsonNode resolved(JsonNode written) {
        String reference = written.path("$ref").asText();
        return reference.isEmpty() ? written : reference.equals("#") ? schema : schema.at(reference.substring(1));
    }
}
