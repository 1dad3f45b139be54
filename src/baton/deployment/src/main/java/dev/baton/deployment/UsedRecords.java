package dev.baton.deployment;

import dev.baton.EventCatalog;
import dev.baton.EventPublisher;
import dev.baton.EventRequester;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * Finds the event records that an application reads or writes. The index usually has more, because the functions of a
 * system share a module of records.
 */
public final class UsedRecords {

    /** What reads or writes any record. */
    private static final List<DotName> ANY = Stream.of(EventPublisher.class, EventRequester.class, EventCatalog.class)
            .map(DotName::createSimple)
            .toList();

    private static final String API = EventPublisher.class.getPackageName();
    private static final String RUNTIME = API + ".runtime.";

    private UsedRecords() {}

    /**
     * Returns the records of the events that functions take, in all versions, and emit, which is checked at run time;
     * all records if a class of the application uses an interface that takes any of them.
     */
    public static Set<DotName> of(
            IndexView index, List<EventTypeBuildItem> types, List<BatonFunctionBuildItem> functions) {
        if (ANY.stream().anyMatch(any -> isUsed(index, any))) {
            return records(types.stream());
        }
        Set<String> topics = new HashSet<>();
        Set<String> emitted = new HashSet<>();
        functions.forEach(function -> {
            types.stream()
                    .filter(type -> type.type().equals(function.inputType()))
                    .forEach(type -> topics.add(type.topic()));
            emitted.addAll(function.emits());
        });
        return records(types.stream().filter(type -> topics.contains(type.topic()) || emitted.contains(type.type())));
    }

    private static Set<DotName> records(Stream<EventTypeBuildItem> types) {
        Set<DotName> records = new HashSet<>();
        types.forEach(type -> records.add(type.record()));
        return records;
    }

    /** Returns whether a class that is not Baton's own refers to the interface, in its code or its declarations. */
    private static boolean isUsed(IndexView index, DotName api) {
        return index.getKnownUsers(api).stream()
                .map(user -> user.name())
                .anyMatch(name -> !name.toString().startsWith(RUNTIME) && !API.equals(name.packagePrefix()));
    }
}
