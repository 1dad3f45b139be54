package dev.baton.deployment;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.ClassInfo.NestingType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** The rules that the class, the method, and the name of a function follow so that it can be called and addressed. */
final class FunctionRules {

    /** The name is also the name of a channel, a part of the consumer group and, on Knative, the name of a Service. */
    private static final String NAME_PATTERN = "[a-z0-9-]{1,63}";

    private static final Set<String> RESERVED = Set.of("baton-outbox");

    /** The annotations that have no effect on a function yet, or break the guarantees, and what to use instead. */
    private static final Map<DotName, String> NOT_SUPPORTED = Map.of(
            DotName.createSimple("io.smallrye.common.annotation.RunOnVirtualThread"),
            "would run on the event loop all the same: annotate the function with @Blocking instead",
            DotName.createSimple("jakarta.transaction.Transactional"),
            "would commit separately from the inbox and the follow-ups, so that one could be lost without the other:"
                    + " remove the annotation, and use the session of the delivery"
                    + " (Mutiny.SessionFactory.withSession)");

    private final IndexView index;
    private final List<String> problems;

    FunctionRules(IndexView index, List<String> problems) {
        this.index = index;
        this.problems = problems;
    }

    void check(String name, MethodInfo method) {
        checkName(name, method);
        checkPublic(method);
        checkInstance(method);
        NOT_SUPPORTED.forEach((annotation, remedy) -> checkWithout(annotation, remedy, method));
    }

    private void checkName(String name, MethodInfo method) {
        if (!name.matches(NAME_PATTERN)) {
            problems.add("the name of function " + Names.describe(method) + " must match " + NAME_PATTERN + " but was '"
                    + name + "': give it a name with @Funq(\"another-name\"); it is the name of a channel, too");
        } else if (RESERVED.contains(name)) {
            problems.add("function " + Names.describe(method) + " has the name '" + name
                    + "', which is the name of Baton's own outgoing channel: give it another with"
                    + " @Funq(\"another-name\")");
        }
    }

    private void checkPublic(MethodInfo method) {
        if (!Modifier.isPublic(method.flags())
                || !Modifier.isPublic(method.declaringClass().flags())) {
            problems.add(
                    "function " + Names.describe(method) + " can't be called: make its class and its method public");
        }
    }

    private void checkInstance(MethodInfo method) {
        ClassInfo declaring = method.declaringClass();
        if (declaring.isAbstract() || declaring.isInterface()) {
            problems.add("function " + Names.describe(method) + " can't be called, because its "
                    + (declaring.isInterface() ? "interface" : "abstract class")
                    + " has no instances: annotate the method of a concrete class with @Funq");
        } else if (isInner(declaring)) {
            problems.add("function " + Names.describe(method) + " can't be called, because its class is an inner class:"
                    + " make the class static, or move it to a file of its own");
        }
    }

    private static boolean isInner(ClassInfo type) {
        return type.nestingType() == NestingType.INNER && !Modifier.isStatic(type.flags()) && !type.isRecord();
    }

    private void checkWithout(DotName annotation, String why, MethodInfo method) {
        if (method.hasDeclaredAnnotation(annotation)) {
            problems.add(
                    "function " + Names.describe(method) + " with @" + annotation.withoutPackagePrefix() + " " + why);
        }
        for (ClassInfo type = method.declaringClass(); type != null; type = superclass(type)) {
            if (type.hasDeclaredAnnotation(annotation)) {
                problems.add("function " + Names.describe(method) + ", whose class " + Names.describe(type) + " has @"
                        + annotation.withoutPackagePrefix() + ", " + why);
            }
        }
    }

    private @Nullable ClassInfo superclass(ClassInfo type) {
        return type.superName() == null ? null : index.getClassByName(type.superName());
    }
}
