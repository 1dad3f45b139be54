package dev.baton.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.TypeVariable;
import org.jspecify.annotations.Nullable;

/** A scanner for the event records of the application, and for mistakes in them. */
final class EventTypeScanner {

    private static final String TYPE_PATTERN = "[A-Za-z0-9._-]{1,200}";

    private static final Set<DotName> RAW_TYPES = Set.of(Names.BYTES, Names.STRING);

    private final IndexView index;
    private final List<String> problems;
    private final Map<String, DotName> recordsByType = new HashMap<>();

    EventTypeScanner(IndexView index, List<String> problems) {
        this.index = index;
        this.problems = problems;
    }

    List<EventRecord> scan() {
        List<EventRecord> found = new ArrayList<>();
        for (AnnotationInstance annotation : index.getAnnotations(Names.EVENT_TYPE)) {
            ClassInfo record = annotation.target().asClass();
            String type = annotation.value().asString();
            if (isRecord(record) && isConcrete(record) && isValid(record, type) && isNew(record, type)) {
                checkRawData(record);
                found.add(new EventRecord(type, record, keyComponent(record)));
            }
        }
        return found;
    }

    private boolean isRecord(ClassInfo type) {
        if (!type.isRecord()) {
            problems.add(Names.describe(type) + " is annotated with @EventType but is not a record: make it a record");
        }
        return type.isRecord();
    }

    private boolean isConcrete(ClassInfo record) {
        boolean concrete = record.typeParameters().isEmpty();
        if (!concrete) {
            problems.add(Names.describe(record) + " is annotated with @EventType but has type parameters "
                    + record.typeParameters().stream()
                            .map(TypeVariable::identifier)
                            .toList()
                    + ", which an event can't express: write a record for each type of data, without parameters");
        }
        return concrete;
    }

    private boolean isValid(ClassInfo record, String type) {
        boolean valid = type.matches(TYPE_PATTERN);
        if (!valid) {
            problems.add("@EventType of " + Names.describe(record) + " must match " + TYPE_PATTERN + " but was '" + type
                    + "': it is also the name of a Kafka topic");
        }
        return valid;
    }

    private boolean isNew(ClassInfo record, String type) {
        DotName other = recordsByType.putIfAbsent(type, record.name());
        if (other != null) {
            problems.add("event type '" + type + "' has two records, " + other + " and " + record.name()
                    + ": give one of them its own type, or remove it");
        }
        return other == null;
    }

    private @Nullable String keyComponent(ClassInfo record) {
        List<RecordComponentInfo> keys = record.recordComponents().stream()
                .filter(component -> isKey(record, component))
                .toList();
        if (keys.size() > 1) {
            problems.add(Names.describe(record) + " has more than one @EventKey: "
                    + keys.stream().map(RecordComponentInfo::name).toList() + ": keep one; an event has one key");
        }
        for (RecordComponentInfo key : keys) {
            if (!key.type().name().equals(Names.STRING)) {
                problems.add("@EventKey " + key.name() + " of " + Names.describe(record) + " must be a String but is "
                        + key.type() + ": annotate a String component");
            }
        }
        return keys.isEmpty() ? null : keys.get(0).name();
    }

    private void checkRawData(ClassInfo record) {
        List<RecordComponentInfo> components = record.recordComponents();
        for (RecordComponentInfo raw : components) {
            if (!isAnnotated(record, raw, Names.EVENT_DATA)) {
                continue;
            }
            if (!RAW_TYPES.contains(raw.type().name())) {
                problems.add("@EventData " + raw.name() + " of " + Names.describe(record)
                        + " must be a byte[] or a String but is " + raw.type() + ": change its type");
            }
            if (components.size() > 1) {
                problems.add(Names.describe(record) + " has @EventData " + raw.name() + " next to other components: "
                        + components.stream().map(RecordComponentInfo::name).toList()
                        + ": keep only this one; EventContext provides the other attributes of the event");
            }
        }
    }

    private static boolean isKey(ClassInfo record, RecordComponentInfo component) {
        return isAnnotated(record, component, Names.EVENT_KEY);
    }

    private static boolean isAnnotated(ClassInfo record, RecordComponentInfo component, DotName annotation) {
        return component.hasAnnotation(annotation)
                || record.annotations(annotation).stream()
                        .map(AnnotationInstance::target)
                        .anyMatch(target -> target.kind() == AnnotationTarget.Kind.FIELD
                                && target.asField().name().equals(component.name()));
    }
}
