package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;

/**
 * What applications add to the AsyncAPI document themselves: the resource {@value #RESOURCE}, in any module. Objects
 * are merged member by member; any other value replaces Baton's.
 */
final class Fragments {

    static final String RESOURCE = "META-INF/baton/asyncapi.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private Fragments() {}

    /**
     * Merges the fragments on the class path into the document.
     *
     * @throws IllegalArgumentException if a fragment is not a YAML object
     */
    static void mergeInto(ObjectNode document, ClassLoader classes) {
        for (URL fragment : fragments(classes)) {
            try (InputStream in = fragment.openStream()) {
                merge(document, object(fragment, YAML.readTree(in)));
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        fragment + " can't be read as a part of an AsyncAPI document: " + e.getMessage(), e);
            }
        }
    }

    private static List<URL> fragments(ClassLoader classes) {
        List<URL> found = new ArrayList<>();
        try {
            for (Enumeration<URL> each = classes.getResources(RESOURCE); each.hasMoreElements(); ) {
                found.add(each.nextElement());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(URL::toString));
        return found;
    }

    private static ObjectNode object(URL fragment, JsonNode read) {
        if (read instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException(
                fragment + " is not an object: write the members of the AsyncAPI document that it adds");
    }

    static void merge(ObjectNode target, ObjectNode addition) {
        addition.fields().forEachRemaining(each -> {
            if (target.get(each.getKey()) instanceof ObjectNode old && each.getValue() instanceof ObjectNode more) {
                merge(old, more);
            } else {
                target.set(each.getKey(), each.getValue());
            }
        });
    }

    /** Returns the document as YAML. */
    static String yaml(ObjectNode document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
