package dev.baton.runtime.channel;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with JSON pointers in braces, each of which stands for the value that it points to: {@code
 * {/device}-{/sequence}}.
 */
final class Template {

    private static final Pattern POINTER = Pattern.compile("\\{(/[^{}]*)}");

    private final String setting;
    private final String text;

    /** @param setting the name of the setting that holds the text, for error messages */
    Template(String setting, String text) {
        this.setting = setting;
        this.text = text;
    }

    /**
     * Returns the text with the values from the JSON.
     *
     * @throws IllegalArgumentException when a value is missing, or is null, an object or an array
     */
    String of(JsonNode json) {
        Matcher matcher = POINTER.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(value(json, found.group(1))));
    }

    private String value(JsonNode json, String pointer) {
        JsonNode value = json.at(JsonPointer.compile(pointer));
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException("it has no value at " + pointer + ", which " + setting + " asks for");
        }
        return value.asText();
    }
}
