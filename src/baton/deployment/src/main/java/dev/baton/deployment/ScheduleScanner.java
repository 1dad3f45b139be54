package dev.baton.deployment;

import dev.baton.Cron;
import dev.baton.runtime.schedule.CronPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;

/** A scanner for the functions with a schedule, and for mistakes in their schedules. */
final class ScheduleScanner {

    private static final String UTC = "UTC";

    private final IndexView index;
    private final List<BatonFunctionBuildItem> functions;
    private final List<String> problems;
    private final Map<DotName, MethodInfo> methodsByRecord = new HashMap<>();

    ScheduleScanner(IndexView index, List<BatonFunctionBuildItem> functions, List<String> problems) {
        this.index = index;
        this.functions = functions;
        this.problems = problems;
    }

    List<ScheduleBuildItem> scan() {
        List<ScheduleBuildItem> found = new ArrayList<>();
        for (AnnotationInstance annotation : index.getAnnotations(Names.CRON)) {
            MethodInfo method = annotation.target().asMethod();
            functions.stream()
                    .filter(function -> function.method().equals(method))
                    .findFirst()
                    .ifPresentOrElse(function -> found.add(schedule(annotation, function)), () -> noFunction(method));
        }
        return found;
    }

    private void noFunction(MethodInfo method) {
        problems.add(Names.describe(method) + " is annotated with @Cron but is not a function: add @Funq");
    }

    private ScheduleBuildItem schedule(AnnotationInstance annotation, BatonFunctionBuildItem function) {
        DotName record = record(function.method());
        checkShape(function, record);
        checkAlone(function, record);
        String cron = annotation.value().asString();
        String zone = annotation.value("zone") == null
                ? UTC
                : annotation.value("zone").asString();
        checkPlan(function, cron, zone);
        return new ScheduleBuildItem(function.name(), cron, zone, record);
    }

    private static DotName record(MethodInfo method) {
        return method.parameters().stream()
                .filter(parameter -> !parameter.hasAnnotation(Names.CONTEXT))
                .findFirst()
                .orElseThrow()
                .type()
                .name();
    }

    private void checkShape(BatonFunctionBuildItem function, DotName name) {
        ClassInfo record = index.getClassByName(name);
        List<RecordComponentInfo> components = record.recordComponents();
        if (components.size() != 1 || !components.get(0).type().name().equals(Names.INSTANT)) {
            problems.add("function " + Names.describe(function.method()) + " has a schedule, so its event record "
                    + Names.describe(record) + " must have exactly one component, a java.time.Instant for the time,"
                    + " but has "
                    + components.stream()
                            .map(c -> c.type().name().withoutPackagePrefix() + " " + c.name())
                            .toList());
        }
    }

    private void checkAlone(BatonFunctionBuildItem function, DotName record) {
        MethodInfo other = methodsByRecord.putIfAbsent(record, function.method());
        if (other != null) {
            problems.add("two functions have a schedule and take " + record + ": " + Names.describe(other) + " and "
                    + Names.describe(function.method())
                    + ", so that each would be triggered by the schedule of the other: give each its own event record");
        }
    }

    /** Checks literal values. Values from the configuration are checked when the application starts. */
    private void checkPlan(BatonFunctionBuildItem function, String cron, String zone) {
        try {
            if (isLiteral(zone)) {
                CronPlan.zone(zone);
            }
            if (isLiteral(cron) && !cron.strip().equalsIgnoreCase(Cron.OFF)) {
                CronPlan.of(cron, UTC);
            }
        } catch (IllegalArgumentException e) {
            problems.add("@Cron of function " + Names.describe(function.method()) + ": " + e.getMessage());
        }
    }

    private static boolean isLiteral(String value) {
        return !value.contains("${");
    }
}
