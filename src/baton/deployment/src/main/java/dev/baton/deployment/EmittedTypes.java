package dev.baton.deployment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/** Finds the event types that a function emits: those of its return type, and those that {@code @Emits} lists. */
final class EmittedTypes {

    private final IndexView index;
    private final Map<DotName, EventTypeBuildItem> typesByRecord;
    private final List<String> problems;

    EmittedTypes(IndexView index, Map<DotName, EventTypeBuildItem> typesByRecord, List<String> problems) {
        this.index = index;
        this.typesByRecord = typesByRecord;
        this.problems = problems;
    }

    Set<String> of(MethodInfo method) {
        Set<String> emits = new LinkedHashSet<>();
        AnnotationInstance declared = method.annotation(Names.EMITS);
        if (declared != null) {
            for (Type record : declared.value().asClassArray()) {
                add(emits, method, record.name(), "@Emits");
            }
        }
        element(method.returnType()).ifPresent(element -> {
            boolean anyRecord =
                    element.name().equals(DotName.RECORD_NAME) || element.name().equals(DotName.OBJECT_NAME);
            if (!anyRecord || emits.isEmpty()) {
                add(emits, method, element.name(), "its return type");
            }
        });
        return emits;
    }

    /** Adds the type of a record, or the types of all records that a sealed interface permits. */
    private void add(Set<String> emits, MethodInfo method, DotName emitted, String where) {
        EventTypeBuildItem type = typesByRecord.get(emitted);
        if (type != null) {
            emits.add(type.type());
            return;
        }
        ClassInfo sealed = index.getClassByName(emitted);
        if (sealed != null && sealed.isInterface() && sealed.isSealed()) {
            sealed.permittedSubclasses().stream()
                    .sorted()
                    .forEach(permitted -> add(emits, method, permitted, where + ", permitted by " + emitted));
        } else {
            problems.add("function " + Names.describe(method) + " emits " + emitted + " (" + where
                    + "), which has no @EventType: return event records, a FollowUp or a list of them, or nothing;"
                    + " a list of several kinds needs @Emits, or a sealed interface of event records");
        }
    }

    /** Returns the event record inside {@code Uni}, lists and {@code FollowUp}, or empty if nothing is returned. */
    private static Optional<Type> element(Type type) {
        if (type.kind() == Type.Kind.VOID || type.name().equals(Names.VOID)) {
            return Optional.empty();
        }
        boolean wrapper = type.name().equals(Names.UNI)
                || type.name().equals(Names.FOLLOW_UP)
                || Names.SEVERAL.contains(type.name());
        if (!wrapper) {
            return Optional.of(type);
        }
        if (type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            return Optional.of(Type.create(DotName.OBJECT_NAME, Type.Kind.CLASS));
        }
        Type argument = type.asParameterizedType().arguments().get(0);
        return element(
                argument.kind() == Type.Kind.WILDCARD_TYPE
                        ? argument.asWildcardType().extendsBound()
                        : argument);
    }
}
