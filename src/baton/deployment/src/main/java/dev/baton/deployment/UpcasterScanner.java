package dev.baton.deployment;

import dev.baton.deployment.EventTypeBuildItem.Upcaster;
import dev.baton.runtime.catalog.TypeVersion;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** A scanner for the methods that are annotated with {@link dev.baton.Upcast}, and for mistakes in them. */
final class UpcasterScanner {

    private final IndexView index;
    private final Map<DotName, EventRecord> records;
    private final List<String> problems;
    private final Map<DotName, MethodInfo> methods = new HashMap<>();

    UpcasterScanner(IndexView index, List<EventRecord> records, List<String> problems) {
        this.index = index;
        this.records = records.stream()
                .collect(Collectors.toMap(event -> event.record().name(), Function.identity()));
        this.problems = problems;
    }

    /** Returns the upcasters by newer record, including those with a mistake, which must not be reported as missing. */
    Map<DotName, Upcaster> scan() {
        Map<DotName, Upcaster> found = new HashMap<>();
        for (AnnotationInstance annotation : index.getAnnotations(Names.UPCAST)) {
            MethodInfo method = annotation.target().asMethod();
            DotName declaring = method.declaringClass().name();
            if (isOnlyOne(method)) {
                problemOf(method)
                        .ifPresent(problem -> problems.add("@Upcast " + Names.describe(method) + " " + problem));
                found.put(
                        declaring,
                        new Upcaster(older(method).map(EventRecord::type).orElse(""), method.name()));
            }
        }
        return found;
    }

    private boolean isOnlyOne(MethodInfo method) {
        MethodInfo other = methods.putIfAbsent(method.declaringClass().name(), method);
        if (other != null) {
            problems.add(Names.describe(method.declaringClass()) + " has two methods annotated with @Upcast, "
                    + other.name() + "() and " + method.name()
                    + "(): keep the one that takes the version before it; older ones are upcast step by step");
        }
        return other == null;
    }

    private Optional<EventRecord> older(MethodInfo method) {
        return method.parametersCount() == 1
                ? Optional.ofNullable(records.get(method.parameterType(0).name()))
                : Optional.empty();
    }

    private Optional<String> problemOf(MethodInfo method) {
        EventRecord newer = records.get(method.declaringClass().name());
        if (newer == null) {
            return Optional.of(
                    "is not in an event record: move it to the newer record, which is annotated with @EventType");
        }
        if (!Modifier.isStatic(method.flags())) {
            return Optional.of("is not static: make it a static method that creates the record from an older one");
        }
        if (!method.returnType().name().equals(newer.record().name())) {
            return Optional.of("returns " + method.returnType().name() + ": let it return its own record, "
                    + newer.record().name());
        }
        Optional<EventRecord> older = older(method);
        if (older.isEmpty()) {
            return Optional.of("must take one event record, that of the version before " + newer.type() + ", but takes "
                    + method.parameterTypes());
        }
        return problemOf(newer, older.get());
    }

    private static Optional<String> problemOf(EventRecord newer, EventRecord older) {
        Optional<TypeVersion> to = newer.version();
        Optional<TypeVersion> from = older.version();
        if (to.isEmpty() || from.isEmpty() || !to.get().sameStem(from.get())) {
            return Optional.of("takes " + older + ", which is not a version of " + newer.type()
                    + ": versions of one type differ only in their suffix .v1, .v2");
        }
        if (from.get().number() >= to.get().number()) {
            return Optional.of("takes " + older + ", which is not older than " + newer.type() + ": take the record of '"
                    + to.get().previous() + "'");
        }
        return older.type().equals(to.get().previous())
                ? Optional.empty()
                : Optional.of("takes " + older + " and leaves out '" + to.get().previous()
                        + "': upcast one version at a time");
    }
}
