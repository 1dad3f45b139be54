package dev.baton.runtime.sql.reactive;

import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationStaticInitListener;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cfg.BatchSettings;

/** Passes the datasource that the build found to the application, and prepares its persistence unit. */
@Recorder
public class DatasourceRecorder {

    public RuntimeValue<TablesDatasource> datasource(Optional<String> name, Optional<String> persistenceUnit) {
        return new RuntimeValue<>(new TablesDatasource(name, persistenceUnit));
    }

    public HibernateOrmIntegrationStaticInitListener batches() {
        return new Batches();
    }

    /**
     * Makes the unit write many rows with one message. A setting of Quarkus as a default would make it believe that
     * every application has the default unit.
     */
    private static final class Batches implements HibernateOrmIntegrationStaticInitListener {

        private static final int ROWS = 500;

        @Override
        public void contributeBootProperties(BiConsumer<String, Object> properties) {
            properties.accept(BatchSettings.STATEMENT_BATCH_SIZE, ROWS);
        }

        @Override
        public void onMetadataInitialized(
                Metadata metadata, BootstrapContext context, BiConsumer<String, Object> properties) {}
    }
}
