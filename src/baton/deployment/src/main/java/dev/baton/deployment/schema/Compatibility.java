package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.deployment.schema.Change.Broken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares two schemas of one version of an event type. They are compatible if readers of either accept what writers of
 * the other write: during an update both are there, and topics keep old events. Members may be added and removed that
 * no reader requires, because readers ignore members that they don't know.
 */
public final class Compatibility {

    /** Keywords of which more narrow what is accepted. */
    private static final List<String> CONDITIONS =
            List.of("pattern", "format", "contentEncoding", "contentMediaType", "const", "uniqueItems");

    /** The bounds of numbers, lengths and sizes by the end of their keywords. */
    private static final List<String> BOUNDS = List.of("imum", "Length", "Items", "Properties");

    /** Two values that are being compared. Types that contain themselves are compared once. */
    private record Pair(JsonNode old, JsonNode now) {}

    private final JsonNode oldRoot;
    private final JsonNode newRoot;
    private final List<Change> changes = new ArrayList<>();
    private final Set<Pair> compared = new HashSet<>();

    private Compatibility(JsonNode oldRoot, JsonNode newRoot) {
        this.oldRoot = oldRoot;
        this.newRoot = newRoot;
    }

    /** Returns the changes that break readers or writers; empty if there are none. */
    public static List<Change> changes(JsonNode old, JsonNode now) {
        Compatibility compatibility = new Compatibility(old, now);
        compatibility.compare("", old, now);
        return compatibility.changes;
    }

    private void compare(String where, JsonNode old, JsonNode now) {
        Shape one = Shape.of(old, oldRoot);
        Shape other = Shape.of(now, newRoot);
        if (!compared.add(new Pair(one.schema(), other.schema()))) {
            return;
        }
        compareSets(where, "accepts", one.types(), other.types());
        if (!one.isCompatibleKind(other)) {
            return; // nothing else can be compared
        }
        compareConditions(where, one.schema(), other.schema());
        compareBounds(where, one.schema(), other.schema());
        compareMembers(where, one.schema(), other.schema());
        for (String part : List.of("items", "additionalProperties", "propertyNames")) {
            compare(where + "/" + part, one.schema().path(part), other.schema().path(part));
        }
        compareAlternatives(where, one.schema(), other.schema());
    }

    /** Values that are accepted: more of them break existing readers, fewer break existing events. */
    private void compareSets(String where, String verb, Set<String> old, Set<String> now) {
        if (old.equals(now)) {
            return;
        }
        boolean fewer = !Shape.covers(now, old);
        boolean more = !Shape.covers(old, now);
        add(where, verb + " " + Shape.show(old) + " before and " + Shape.show(now) + " now", fewer, more);
    }

    private void add(String where, String what, boolean narrower, boolean wider) {
        if (narrower || wider) {
            Broken broken =
                    narrower && wider ? Broken.BOTH : narrower ? Broken.EXISTING_EVENTS : Broken.EXISTING_READERS;
            changes.add(new Change(where, what, broken));
        }
    }

    /** Conditions that must all hold: more of them break existing events, fewer break existing readers. */
    private void compareConditions(String where, JsonNode old, JsonNode now) {
        Set<String> before = conditions(old);
        Set<String> after = conditions(now);
        after.stream()
                .filter(each -> !before.contains(each))
                .forEach(each -> add(where, "new condition " + each, true, false));
        before.stream()
                .filter(each -> !after.contains(each))
                .forEach(each -> add(where, "no longer has the condition " + each, false, true));
    }

    private static Set<String> conditions(JsonNode schema) {
        Set<String> conditions = new TreeSet<>();
        Stream.concat(Stream.of(schema), elements(schema.path("allOf"))).forEach(each -> CONDITIONS.stream()
                .filter(each::has)
                .forEach(keyword ->
                        conditions.add(keyword + " " + each.path(keyword).asText())));
        elements(schema.path(Keywords.OTHERS)).forEach(each -> conditions.add(each.asText()));
        return conditions;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements.stream();
    }

    private void compareBounds(String where, JsonNode old, JsonNode now) {
        for (String bound : BOUNDS) {
            compareBound(where, "min" + bound, "exclusiveMin" + bound, old, now, 1);
            compareBound(where, "max" + bound, "exclusiveMax" + bound, old, now, -1);
        }
    }

    private void compareBound(
            String where, String keyword, String exclusive, JsonNode old, JsonNode now, int direction) {
        Bound before = Bound.of(old, keyword, exclusive, direction);
        Bound after = Bound.of(now, keyword, exclusive, direction);
        int change = after.narrowness(before);
        add(where, keyword + " was " + before + " and is " + after, change > 0, change < 0);
    }

    private void compareMembers(String where, JsonNode old, JsonNode now) {
        Set<String> before = names(old.path("required"));
        Set<String> after = names(now.path("required"));
        Set<String> all = new TreeSet<>(before);
        all.addAll(after);
        for (String name : all) {
            boolean isNew = !old.path("properties").has(name);
            boolean isGone = !now.path("properties").has(name);
            String what = isNew
                    ? "is new and required"
                    : isGone
                            ? "was required and is gone"
                            : after.contains(name) ? "is now required" : "may now be absent";
            add(where + "/" + name, what, !before.contains(name), !after.contains(name));
        }
        old.path("properties").fields().forEachRemaining(each -> {
            JsonNode counterpart = now.path("properties").get(each.getKey());
            if (counterpart != null) {
                compare(where + "/" + each.getKey(), each.getValue(), counterpart);
            }
        });
    }

    private static Set<String> names(JsonNode array) {
        Set<String> names = new TreeSet<>();
        array.forEach(each -> names.add(each.asText()));
        return names;
    }

    private void compareAlternatives(String where, JsonNode old, JsonNode now) {
        compareSets(where, "accepts", Shape.values(old), Shape.values(now));
        for (JsonNode each : old.path("oneOf")) {
            for (JsonNode other : now.path("oneOf")) {
                if (Shape.name(each).equals(Shape.name(other))) {
                    compare(where + "/" + Shape.name(each), each, other);
                }
            }
        }
    }
}
