package dev.baton.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.baton.EventType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Finds mistakes that show only in native executables, where classes are initialised and registered by the build. */
@AnalyzeClasses(packages = "dev.baton", importOptions = ImportOption.DoNotIncludeTests.class)
class NativeImageTest {

    /** By class, the methods whose results differ between machines or runs. Without names, all methods count. */
    private static final Map<Class<?>, Set<String>> VARYING = Map.of(
            System.class, Set.of("getenv", "getProperty", "getProperties", "nanoTime", "currentTimeMillis"),
            Instant.class, Set.of("now"),
            Clock.class, Set.of("systemUTC", "systemDefaultZone", "system"),
            UUID.class, Set.of("randomUUID"),
            ThreadLocalRandom.class, Set.of(),
            InetAddress.class, Set.of(),
            ProcessHandle.class, Set.of());

    /** Programs that run on the JVM only. */
    private static final Set<String> JVM_ONLY = Set.of(
            "dev.baton.cli", "dev.baton.embedded", "dev.baton.migrator", "dev.baton.chat.replay", "dev.baton.local");

    private static final Set<String> TO_OR_FROM_JSON = Set.of(
            "writeValue",
            "writeValueAsString",
            "writeValueAsBytes",
            "valueToTree",
            "readValue",
            "treeToValue",
            "convertValue",
            "mapFrom",
            "mapTo");

    @ArchTest
    static final ArchRule THE_BUILD_MACHINE_LEAVES_NO_VALUES_IN_AN_EXECUTABLE =
            classes().that(runInExecutables()).should(notReadTheMachineWhenInitialised());

    @ArchTest
    static final ArchRule QUARKUS_SEES_THE_TYPE_OF_EACH_RESPONSE = noClasses()
            .that()
            .resideInAPackage("dev.baton.chat.gateway..")
            .and()
            .areNotAnnotatedWith(RegisterForReflection.class)
            .should()
            .callMethod(Response.ResponseBuilder.class, "entity", Object.class)
            .because("Quarkus registers the T of RestResponse<T> for Jackson, but does not see what a Response holds");

    @ArchTest
    static final ArchRule TYPES_FOR_JACKSON_ARE_REGISTERED = classes()
            .that()
            .resideInAPackage("dev.baton.chat..")
            .and(DescribedPredicate.describe("use Jackson", NativeImageTest::usesJackson))
            .should()
            .beAnnotatedWith(RegisterForReflection.class)
            .because("an executable can read and write only registered types; the annotation covers nested records");

    @ArchTest
    static final ArchRule WHAT_REGISTERED_TYPES_HOLD_IS_REGISTERED = classes()
            .that()
            .resideInAPackage("dev.baton.chat..")
            .and(DescribedPredicate.describe("are registered", NativeImageTest::isRegistered))
            .and()
            .areRecords()
            .should(holdOnlyRegisteredTypes());

    private static DescribedPredicate<JavaClass> runInExecutables() {
        return DescribedPredicate.describe("run in executables", type -> JVM_ONLY.stream()
                .noneMatch(name -> (type.getPackageName() + ".").startsWith(name + ".")));
    }

    private static boolean usesJackson(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .filter(call -> TO_OR_FROM_JSON.contains(call.getName()))
                .map(JavaCall::getTargetOwner)
                .anyMatch(owner -> owner.isEquivalentTo(ObjectMapper.class)
                        || owner.isEquivalentTo(ObjectReader.class)
                        || owner.isEquivalentTo(ObjectWriter.class)
                        || owner.isEquivalentTo(JsonObject.class));
    }

    private static boolean isRegistered(JavaClass type) {
        Optional<JavaClass> outer = type.getEnclosingClass();
        return type.isAnnotatedWith(RegisterForReflection.class)
                || type.isAnnotatedWith(EventType.class)
                || outer.isPresent() && isRegistered(outer.get());
    }

    private static ArchCondition<JavaClass> holdOnlyRegisteredTypes() {
        return new ArchCondition<>("hold only registered types") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                        .flatMap(field -> field.getAllInvolvedRawTypes().stream())
                        .filter(held -> held.getPackageName().startsWith("dev.baton.chat"))
                        .filter(held -> !held.isEnum() && !isRegistered(held))
                        .forEach(held -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " holds " + held.getName() + ": annotate it")));
            }
        };
    }

    private static ArchCondition<JavaClass> notReadTheMachineWhenInitialised() {
        return new ArchCondition<>("not read environment, clock, random numbers, or network when initialised") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getStaticInitializer().ifPresent(start -> check(type, start, new HashSet<>(), events));
            }

            private void check(JavaClass type, JavaCodeUnit unit, Set<JavaCodeUnit> seen, ConditionEvents events) {
                if (!seen.add(unit)) {
                    return;
                }
                for (JavaCall<?> call : unit.getCallsFromSelf()) {
                    if (call.isDeclaredInLambda()) {
                        continue;
                    }
                    if (varies(call)) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + ": " + call.getDescription()));
                    }
                    call.getTarget()
                            .resolveMember()
                            .filter(target -> target instanceof JavaCodeUnit)
                            .filter(target -> target.getOwner().getPackageName().startsWith("dev.baton"))
                            .ifPresent(target -> check(type, (JavaCodeUnit) target, seen, events));
                }
            }
        };
    }

    private static boolean varies(JavaCall<?> call) {
        boolean varying = VARYING.entrySet().stream()
                .filter(entry -> call.getTargetOwner().isEquivalentTo(entry.getKey()))
                .anyMatch(
                        entry -> entry.getValue().isEmpty() || entry.getValue().contains(call.getName()));
        return varying || call.getTargetOwner().isAssignableTo(Random.class) && "<init>".equals(call.getName());
    }
}
