package dev.baton.runtime.sql.reactive;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import java.util.Optional;

/** Passes the datasource that the build found to the application. */
@Recorder
public class DatasourceRecorder {

    public RuntimeValue<TablesDatasource> datasource(Optional<String> name) {
        return new RuntimeValue<>(new TablesDatasource(name));
    }
}
