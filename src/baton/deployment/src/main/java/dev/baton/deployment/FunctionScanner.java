package dev.baton.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;

/** A scanner for the functions of the application, and for mistakes in them. */
final class FunctionScanner {

    private final IndexView index;
    private final Map<DotName, EventTypeBuildItem> typesByRecord;
    private final BlockingCalls blockingCalls;
    private final List<String> problems;
    private final RetryScanner retries;
    private final FunctionRules rules;
    private final EmittedTypes emits;
    private final Map<String, MethodInfo> methodsByName = new HashMap<>();

    FunctionScanner(
            IndexView index, List<EventTypeBuildItem> eventTypes, BlockingCalls blockingCalls, List<String> problems) {
        this.index = index;
        this.typesByRecord =
                eventTypes.stream().collect(Collectors.toMap(EventTypeBuildItem::record, Function.identity()));
        this.blockingCalls = blockingCalls;
        this.problems = problems;
        this.retries = new RetryScanner(problems);
        this.rules = new FunctionRules(index, problems);
        this.emits = new EmittedTypes(index, typesByRecord, problems);
    }

    List<BatonFunctionBuildItem> scan() {
        List<BatonFunctionBuildItem> found = new ArrayList<>();
        for (AnnotationInstance annotation : index.getAnnotations(Names.FUNQ)) {
            MethodInfo method = annotation.target().asMethod();
            String name = name(annotation, method);
            rules.check(name, method);
            Optional<String> input = inputType(method);
            Set<String> emitted = emits.of(method);
            if (isNew(name, method) && input.isPresent()) {
                found.add(new BatonFunctionBuildItem(
                        name, method, input.get(), emitted, blocking(method), retries.of(method)));
            }
        }
        return found;
    }

    private static String name(AnnotationInstance annotation, MethodInfo method) {
        AnnotationValue given = annotation.value();
        return given != null && !given.asString().isBlank()
                ? given.asString()
                : Names.kebabCase(method.declaringClass().simpleName());
    }

    private boolean isNew(String name, MethodInfo method) {
        MethodInfo other = methodsByName.putIfAbsent(name, method);
        if (other != null) {
            problems.add("two functions have the name '" + name + "': " + Names.describe(other) + " and "
                    + Names.describe(method) + ": name one of them with @Funq(\"another-name\")");
        }
        return other == null;
    }

    private Optional<String> inputType(MethodInfo method) {
        List<MethodParameterInfo> inputs = method.parameters().stream()
                .filter(parameter -> !parameter.hasAnnotation(Names.CONTEXT))
                .toList();
        if (inputs.size() != 1) {
            problems.add("function " + Names.describe(method) + " must take one event but takes " + inputs.size()
                    + ": give it one parameter of an event record, and annotate others with @Context");
            return Optional.empty();
        }
        DotName record = inputs.get(0).type().name();
        if (!typesByRecord.containsKey(record)) {
            problems.add("the parameter of function " + Names.describe(method) + " is " + record
                    + ", which has no @EventType: annotate the record with the type of the events that trigger it,"
                    + " and make sure that its module is indexed (jandex-maven-plugin)");
            return Optional.empty();
        }
        checkNewest(method, typesByRecord.get(record));
        return Optional.of(typesByRecord.get(record).type());
    }

    private void checkNewest(MethodInfo method, EventTypeBuildItem input) {
        if (!input.type().equals(input.newest())) {
            problems.add("function " + Names.describe(method) + " takes " + input.record() + " (" + input.type()
                    + "), but its newest version is " + input.newest()
                    + ": take the record of that version; events of older versions are upcast to it");
        }
    }

    private boolean blocking(MethodInfo method) {
        boolean blocking =
                method.hasAnnotation(Names.BLOCKING) || method.declaringClass().hasDeclaredAnnotation(Names.BLOCKING);
        if (!blocking) {
            blockingCalls
                    .in(method.declaringClass().name())
                    .ifPresent(
                            call -> problems.add(
                                    "function "
                                            + Names.describe(method) + " calls " + call
                                            + ", which blocks the event loop: return a Uni instead, or annotate the function with @Blocking"));
        }
        return blocking;
    }
}
