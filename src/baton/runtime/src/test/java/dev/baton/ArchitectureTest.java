package dev.baton;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.baton", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_API_KNOWS_NOTHING_OF_WHAT_IS_BEHIND_IT = noClasses()
            .that()
            .resideInAPackage("dev.baton")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.baton.runtime..");

    @ArchTest
    static final ArchRule ALL_BUT_THE_API_IS_OF_A_CAPABILITY = classes()
            .should()
            .resideInAnyPackage(
                    "dev.baton", "dev.baton.cloudevents", "dev.baton.http", "dev.baton.runtime.*..", "dev.baton.cases");

    @ArchTest
    static final ArchRule CAPABILITIES_HAVE_NO_CYCLES =
            slices().matching("dev.baton.runtime.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_KAFKA_BINDING_KNOWS_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackages("dev.baton.runtime..kafka..", "dev.baton.cloudevents..", "dev.baton.cases")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule EVERY_METER_HAS_THE_NAMESPACE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.baton.runtime.telemetry.Meters")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.micrometer.core.instrument.MeterRegistry");

    @ArchTest
    static final ArchRule ONLY_THE_REACTIVE_PORT_KNOWS_THE_CLIENT_AND_HIBERNATE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.baton.runtime.sql.reactive", "dev.baton.cases")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.vertx.sqlclient..",
                            "io.vertx.pgclient..",
                            "io.vertx.mutiny.sqlclient..",
                            "io.vertx.mutiny.pgclient..",
                            "org.hibernate..",
                            "java.sql..")
                    .and(not(resideInAPackage("org.hibernate.validator.."))))
            .because("an application with JDBC only has neither on its class path:"
                    + " use UnitOfWork, Database and Sql of dev.baton.runtime.sql");

    @ArchTest
    static final ArchRule ONLY_THE_CONTAINER_CHOOSES_THE_PORTS_IMPLEMENTATION = noClasses()
            .that()
            .resideOutsideOfPackage("dev.baton.runtime.sql.reactive")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.baton.runtime.sql.reactive")
            .because("the ports can have another implementation");
}
