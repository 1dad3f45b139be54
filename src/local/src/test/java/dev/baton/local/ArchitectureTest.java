package dev.baton.local;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Restricts what functions, the gateway, and events may use of Baton and of each other. */
@AnalyzeClasses(packages = "dev.baton.chat", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_PLATFORM_USES_THE_PUBLIC_API_OF_BATON_ALONE = noClasses()
            .that()
            .resideInAPackage("dev.baton.chat..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.baton..")
                    .and(resideOutsideOfPackages(
                            "dev.baton", "dev.baton.cloudevents", "dev.baton.http", "dev.baton.chat..")));

    @ArchTest
    static final ArchRule NO_FUNCTION_KNOWS_ANOTHER_OR_THE_GATEWAY = slices().matching("dev.baton.chat.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("dev.baton.chat.events"));

    @ArchTest
    static final ArchRule FUNCTIONS_SEE_NEITHER_KAFKA_NOR_HTTP = noClasses()
            .that()
            .resideInAPackage("dev.baton.chat..")
            .and()
            .resideOutsideOfPackage("dev.baton.chat.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "jakarta.ws.rs..", "io.vertx.core.http..", "io.vertx.ext.web..");

    @ArchTest
    static final ArchRule EVENTS_KNOW_ANNOTATIONS_ALONE = classes()
            .that()
            .resideInAPackage("dev.baton.chat.events")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.baton",
                    "dev.baton.chat.events",
                    "java..",
                    "jakarta.validation",
                    "jakarta.validation.constraints",
                    "com.fasterxml.jackson.annotation",
                    "org.jspecify.annotations");
}
