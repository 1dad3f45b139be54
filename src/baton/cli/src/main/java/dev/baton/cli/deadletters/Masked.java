package dev.baton.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.cli.error.CommandFailedException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An event in which personal values are replaced by others of the same form. */
record Masked(Map<String, String> attributes, byte[] data) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * Masks the members of these names. Without names, the event is unchanged, byte by byte.
     *
     * @throws CommandFailedException if a name is not that of a member, or the data is not JSON
     */
    static Masked of(Letter letter, Set<String> names) {
        Map<String, String> attributes = attributes(letter);
        if (names.isEmpty()) {
            return new Masked(attributes, letter.data());
        }
        try {
            JsonNode data = JSON.readTree(letter.data());
            Map<String, String> replaced = new LinkedHashMap<>();
            Set<String> missing = new TreeSet<>(names);
            mask(data, names, replaced, missing);
            if (!missing.isEmpty()) {
                throw new CommandFailedException(
                        "The data of dead letter " + letter.id() + " has no member " + missing + " (--mask)");
            }
            attributes.replaceAll((name, value) -> replaced.getOrDefault(value, value));
            return new Masked(attributes, JSON.writeValueAsBytes(data));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The data of dead letter " + letter.id() + " is not JSON, so nothing in it can be masked", e);
        }
    }

    private static Map<String, String> attributes(Letter letter) {
        Map<String, String> attributes = new LinkedHashMap<>();
        try {
            JSON.readTree(letter.attributes())
                    .fields()
                    .forEachRemaining(each ->
                            attributes.put(each.getKey(), each.getValue().asText()));
            return attributes;
        } catch (JsonProcessingException e) {
            throw new CommandFailedException("The attributes of dead letter " + letter.id() + " can't be read", e);
        }
    }

    private static void mask(JsonNode node, Set<String> names, Map<String, String> replaced, Set<String> missing) {
        if (node instanceof ObjectNode object) {
            List<String> members = new ArrayList<>();
            object.fieldNames().forEachRemaining(members::add);
            for (String name : members) {
                if (names.contains(name)) {
                    missing.remove(name);
                    object.set(name, masked(object.get(name), replaced));
                }
            }
        }
        node.forEach(each -> mask(each, names, replaced, missing));
    }

    private static JsonNode masked(JsonNode value, Map<String, String> replaced) {
        if (value.isTextual()) {
            replaced.put(value.asText(), masked(value.asText()));
            return TextNode.valueOf(masked(value.asText()));
        }
        if (value.isNumber()) {
            return JSON.getNodeFactory()
                    .numberNode(new BigDecimal(masked(value.decimalValue().toPlainString())));
        }
        if (value.isContainerNode()) {
            JsonNode copy = value.deepCopy();
            maskAll(copy, replaced);
            return copy;
        }
        return value;
    }

    private static void maskAll(JsonNode container, Map<String, String> replaced) {
        if (container instanceof ObjectNode object) {
            List<String> members = new ArrayList<>();
            object.fieldNames().forEachRemaining(members::add);
            members.forEach(name -> object.set(name, masked(object.get(name), replaced)));
        } else if (container instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i), replaced));
            }
        }
    }

    /** Keeps length and form, so that a masked UUID or address is still one. */
    private static String masked(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        text.codePoints().forEach(each -> masked.appendCodePoint(masked(each)));
        return masked.toString();
    }

    private static int masked(int character) {
        if (Character.isDigit(character)) {
            return '1';
        }
        if (Character.isLetter(character)) {
            return Character.isUpperCase(character) ? 'A' : 'a';
        }
        return character;
    }
}
