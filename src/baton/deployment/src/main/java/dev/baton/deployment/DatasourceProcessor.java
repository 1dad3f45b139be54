package dev.baton.deployment;

import dev.baton.runtime.sql.reactive.DatasourceRecorder;
import dev.baton.runtime.sql.reactive.TablesDatasource;
import dev.baton.runtime.sql.reactive.WatchedPoolCreator;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.hibernate.orm.deployment.HibernateOrmConfig;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jspecify.annotations.Nullable;

/** Build steps that find the datasource with Baton's tables. */
class DatasourceProcessor {

    private static final DotName POOL_CREATOR = DotName.createSimple(WatchedPoolCreator.class);

    @BuildStep
    DatasourceBuildItem datasource(HibernateOrmConfig config) {
        return new DatasourceBuildItem(
                config.defaultPersistenceUnit().datasource().filter(name -> !DataSourceUtil.isDefault(name)));
    }

    /** Quarkus allows one creator for a datasource, and the application's own one comes first. */
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
    SyntheticBeanBuildItem name(DatasourceRecorder recorder, DatasourceBuildItem datasource) {
        return SyntheticBeanBuildItem.configure(TablesDatasource.class)
                .scope(Singleton.class)
                .runtimeValue(recorder.datasource(datasource.name()))
                .done();
    }
}
