package dev.baton.deployment;

import dev.baton.runtime.config.PersistenceUnitConfig;
import dev.baton.runtime.sql.reactive.DatasourceRecorder;
import dev.baton.runtime.sql.reactive.MarkEntity;
import dev.baton.runtime.sql.reactive.TablesDatasource;
import dev.baton.runtime.sql.reactive.WatchedPoolCreator;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.hibernate.orm.deployment.HibernateOrmConfig;
import io.quarkus.hibernate.orm.deployment.HibernateOrmConfigPersistenceUnit;
import io.quarkus.hibernate.orm.deployment.PersistenceUnitDescriptorBuildItem;
import io.quarkus.hibernate.orm.deployment.integration.HibernateOrmIntegrationStaticConfiguredBuildItem;
import io.quarkus.hibernate.orm.deployment.spi.AdditionalJpaModelBuildItem;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jspecify.annotations.Nullable;

/** Build steps that find the persistence unit of deliveries, and its datasource with Baton's tables. */
class DatasourceProcessor {

    private static final DotName POOL_CREATOR = DotName.createSimple(WatchedPoolCreator.class);

    /** As Quarkus, takes the default unit for granted if no unit has a name, and otherwise if something is set for it. */
    @BuildStep
    PersistenceUnitBuildItem persistenceUnit(PersistenceUnitConfig baton, HibernateOrmConfig config) {
        Set<String> named = config.namedPersistenceUnits().keySet();
        boolean withDefault = named.isEmpty() || config.defaultPersistenceUnit().isAnyPropertySet();
        return PersistenceUnitBuildItem.of(baton.name(), withDefault, named);
    }

    @BuildStep
    AdditionalJpaModelBuildItem mark(PersistenceUnitBuildItem unit) {
        return new AdditionalJpaModelBuildItem(MarkEntity.class.getName(), Set.of(unit.key()));
    }

    /** A unit on a datasource that has only a JDBC driver, for example, has no sessions of Hibernate Reactive. */
    @BuildStep
    @Nullable
    ValidationErrorBuildItem checkThatItIsReactive(
            PersistenceUnitBuildItem unit, List<PersistenceUnitDescriptorBuildItem> units) {
        boolean reactive = units.stream()
                .anyMatch(each ->
                        each.isReactive() && each.getPersistenceUnitName().equals(unit.key()));
        return reactive ? null : new ValidationErrorBuildItem(unit.notReactive());
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    @Nullable
    HibernateOrmIntegrationStaticConfiguredBuildItem batches(
            DatasourceRecorder recorder, PersistenceUnitBuildItem unit, HibernateOrmConfig config) {
        return settings(unit, config).jdbc().statementBatchSize().isPresent()
                ? null
                : new HibernateOrmIntegrationStaticConfiguredBuildItem("Baton", unit.key())
                        .setInitListener(recorder.batches());
    }

    @BuildStep
    DatasourceBuildItem datasource(PersistenceUnitBuildItem unit, HibernateOrmConfig config) {
        return new DatasourceBuildItem(
                settings(unit, config).datasource().filter(name -> !DataSourceUtil.isDefault(name)));
    }

    private static HibernateOrmConfigPersistenceUnit settings(
            PersistenceUnitBuildItem unit, HibernateOrmConfig config) {
        return unit.name()
                .map(name ->
                        Objects.requireNonNull(config.namedPersistenceUnits().get(name)))
                .orElseGet(config::defaultPersistenceUnit);
    }

    /** Quarkus allows one creator for a datasource, and the application's own takes precedence. */
    @BuildStep
    @Nullable
    AdditionalBeanBuildItem poolCreator(
            DatasourceBuildItem datasource,
            CombinedIndexBuildItem index,
            BuildProducer<AnnotationsTransformerBuildItem> annotations) {
        boolean ofTheApplication =
                index.getIndex().getAllKnownImplementations(DotName.createSimple(PgPoolCreator.class)).stream()
                        .filter(creator -> !creator.name().equals(POOL_CREATOR))
                        .anyMatch(creator -> datasourceOf(creator).equals(datasource.name()));
        if (ofTheApplication) {
            return null;
        }
        datasource
                .name()
                .ifPresent(name -> annotations.produce(new AnnotationsTransformerBuildItem(qualifiedBy(name))));
        return AdditionalBeanBuildItem.builder()
                .addBeanClass(WatchedPoolCreator.class)
                .setDefaultScope(BuiltinScope.SINGLETON.getName())
                .setUnremovable()
                .build();
    }

    private static Optional<String> datasourceOf(ClassInfo creator) {
        return Optional.ofNullable(creator.declaredAnnotation(ReactiveDataSource.class))
                .map(qualifier -> qualifier.value().asString());
    }

    private static AnnotationTransformation qualifiedBy(String datasource) {
        return AnnotationTransformation.forClasses()
                .whenClass(POOL_CREATOR)
                .transform(creator -> creator.add(AnnotationInstance.builder(ReactiveDataSource.class)
                        .value(datasource)
                        .build()));
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem name(
            DatasourceRecorder recorder, DatasourceBuildItem datasource, PersistenceUnitBuildItem unit) {
        return SyntheticBeanBuildItem.configure(TablesDatasource.class)
                .scope(Singleton.class)
                .runtimeValue(recorder.datasource(datasource.name(), unit.name()))
                .done();
    }
}
