package dev.baton.deployment;

import dev.baton.runtime.sql.reactive.DatasourceRecorder;
import dev.baton.runtime.sql.reactive.TablesDatasource;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.hibernate.orm.deployment.HibernateOrmConfig;
import jakarta.inject.Singleton;

/** Build steps that find the datasource with Baton's tables. */
class DatasourceProcessor {

    @BuildStep
    DatasourceBuildItem datasource(HibernateOrmConfig config) {
        return new DatasourceBuildItem(
                config.defaultPersistenceUnit().datasource().filter(name -> !DataSourceUtil.isDefault(name)));
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
