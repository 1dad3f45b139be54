package dev.baton.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
import org.jboss.jandex.Type;

/** A scanner for the functions of the application, and for mistakes in them. */
final class FunctionScanner {

    private final IndexView index;
    private final Map<DotName, EventTypeBuildItem> typesByRecord;
    private final BlockingCalls blockingCalls;
    private final List<String> problems;
    private final RetryScanner retries;
    private final Map<String, MethodInfo> methodsByName = new HashMap<>();

    FunctionScanner(
            IndexView index, List<EventTypeBuildItem> eventTypes, BlockingCalls blockingCalls, List<String> problems) {
        this.index = index;
        this.typesByRecord =
                eventTypes.stream().collect(Collectors.toMap(EventTypeBuildItem::record, Function.identity()));
        this.blockingCalls = blockingCalls;
        this.problems = problems;
        this.retries = new RetryScanner(problems);
    }

    List<BatonFunctionBuildItem> scan() {
        List<BatonFunctionBuildItem> found = new ArrayList<>();
        for (AnnotationInstance annotation : index.getAnnotations(Names.FUNQ)) {
            MethodInfo method = annotation.target().asMethod();
            checkPublic(method);
            String name = name(annotation, method);
            Optional<String> input = inputType(method);
            Set<String> emits = emits(method);
            if (isNew(name, method) && input.isPresent()) {
                found.add(new BatonFunctionBuildItem(
                        name, method, input.get(), emits, blocking(method), retries.of(method)));
            }
        }
        return found;
    }

    private void checkPublic(MethodInfo method) {
        if (!Modifier.isPublic(method.flags())
                || !Modifier.isPublic(method.declaringClass().flags())) {
            problems.add(
                    "function " + Names.describe(method) + " can't be called: make its class and its method public");
        }
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

    private Set<String> emits(MethodInfo method) {
        Set<String> emits = new LinkedHashSet<>();
        AnnotationInstance declared = method.annotation(Names.EMITS);
        if (declared != null) {
            for (Type record : declared.value().asClassArray()) {
                addEmitted(emits, method, record.name(), "@Emits");
            }
        }
        element(method.returnType()).ifPresent(element -> {
            boolean anyRecord =
                    element.name().equals(DotName.RECORD_NAME) || element.name().equals(DotName.OBJECT_NAME);
            if (!anyRecord || emits.isEmpty()) {
                addEmitted(emits, method, element.name(), "its return type");
            }
        });
        return emits;
    }

    private void addEmitted(Set<String> emits, MethodInfo method, DotName record, String where) {
        EventTypeBuildItem type = typesByRecord.get(record);
        if (type == null) {
            problems.add("function " + Names.describe(method) + " emits " + record + " (" + where
                    + "), which has no @EventType: return event records, a FollowUp or a list of them, or nothing;"
                    + " a list of several event types needs @Emits");
        } else {
            emits.add(type.type());
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
