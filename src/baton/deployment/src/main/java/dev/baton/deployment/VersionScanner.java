package dev.baton.deployment;

import dev.baton.deployment.EventTypeBuildItem.Upcaster;
import dev.baton.runtime.catalog.TypeVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * A scanner for the versions of event types. It puts all versions of a type on the topic of the oldest, and finds
 * mistakes in the steps from each version to the next.
 */
final class VersionScanner {

    private final List<EventRecord> records;
    private final List<String> problems;
    private final Map<DotName, Upcaster> upcasters;

    VersionScanner(IndexView index, List<EventRecord> records, List<String> problems) {
        this.records = records;
        this.problems = problems;
        this.upcasters = new UpcasterScanner(index, records, problems).scan();
    }

    List<EventTypeBuildItem> scan() {
        Map<String, List<EventRecord>> versionsByStem = records.stream()
                .collect(Collectors.groupingBy(VersionScanner::stem, TreeMap::new, Collectors.toList()));
        return versionsByStem.values().stream()
                .map(VersionScanner::sorted)
                .map(this::items)
                .flatMap(Collection::stream)
                .toList();
    }

    /** Returns the key by which versions are grouped. A type without a version gets a key that no other type has. */
    private static String stem(EventRecord event) {
        return event.version().map(version -> version.stem() + ".v").orElse(event.type() + " ");
    }

    private static List<EventRecord> sorted(List<EventRecord> versions) {
        return versions.stream()
                .sorted(Comparator.comparing(
                        event -> event.version().map(TypeVersion::number).orElse(0)))
                .toList();
    }

    private List<EventTypeBuildItem> items(List<EventRecord> versions) {
        String topic = versions.get(0).type();
        String newest = versions.get(versions.size() - 1).type();
        List<EventTypeBuildItem> items = new ArrayList<>(versions.size());
        for (int i = 0; i < versions.size(); i++) {
            EventRecord event = versions.get(i);
            Upcaster upcaster = upcasters.get(event.record().name());
            if (i > 0) {
                checkStep(versions.get(i - 1), event, upcaster);
            }
            items.add(new EventTypeBuildItem(event, topic, newest, upcaster));
        }
        return items;
    }

    private void checkStep(EventRecord older, EventRecord newer, @Nullable Upcaster upcaster) {
        String previous = newer.version().orElseThrow().previous();
        if (!older.type().equals(previous)) {
            problems.add("between " + older + " and " + newer + " there is a gap: add a record of type '" + previous
                    + "'; events are upcast one version at a time");
        } else if (upcaster == null) {
            problems.add(newer + " is a newer version of " + older + " but can't be created from it: add"
                    + " '@Upcast static " + newer.record().simpleName() + " from("
                    + older.record().simpleName()
                    + " older)' to it");
        }
    }
}
