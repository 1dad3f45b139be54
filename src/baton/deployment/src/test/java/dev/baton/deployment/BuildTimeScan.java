package dev.baton.deployment;

import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;

/**
 * The first part of a build, without the rest: it looks for events, functions and schedules, and for wrong use.
 */
public final class BuildTimeScan {

    private BuildTimeScan() {}

    /**
     * Scans an application of these classes.
     *
     * @throws WrongUseException when one of the build steps rejects it
     */
    public static void of(Class<?>... classes) {
        functions(classes);
    }

    /** Returns the types of all events that the functions of these classes may emit. */
    public static List<String> emits(Class<?>... classes) {
        return functions(classes).stream()
                .flatMap(function -> function.emits().stream())
                .toList();
    }

    /** Returns the simple names of the event records that an application of these classes uses. */
    public static List<String> usedRecords(Class<?>... classes) {
        List<EventTypeBuildItem> types = new ArrayList<>();
        List<BatonFunctionBuildItem> functions = functions(types, classes);
        return UsedRecords.of(index(classes).getIndex(), types, functions).stream()
                .map(DotName::withoutPackagePrefix)
                .sorted()
                .toList();
    }

    private static List<BatonFunctionBuildItem> functions(Class<?>... classes) {
        return functions(new ArrayList<>(), classes);
    }

    private static List<BatonFunctionBuildItem> functions(List<EventTypeBuildItem> types, Class<?>... classes) {
        CombinedIndexBuildItem index = index(classes);
        List<BatonFunctionBuildItem> functions = new ArrayList<>();
        new BatonProcessor().scan(index, types::add, functions::add);
        new ScheduleProcessor().scan(index, functions, schedule -> {});
        return functions;
    }

    private static CombinedIndexBuildItem index(Class<?>... classes) {
        try {
            Index index = Index.of(Arrays.asList(classes));
            return new CombinedIndexBuildItem(index, index);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
