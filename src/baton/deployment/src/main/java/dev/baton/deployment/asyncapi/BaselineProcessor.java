package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.deployment.EventTypeBuildItem;
import dev.baton.deployment.WrongUseException;
import dev.baton.deployment.asyncapi.BaselineConfig.Update;
import dev.baton.deployment.schema.Baseline;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * A build step that compares the schema of each event type with the committed one of its module, and fails on a change
 * that breaks readers or writers of a version.
 */
class BaselineProcessor {

    private static final Logger LOG = Logger.getLogger("dev.baton.baseline");

    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    void check(
            BaselineConfig config,
            LaunchModeBuildItem mode,
            CurateOutcomeBuildItem application,
            List<EventTypeBuildItem> types,
            SchemasBuildItem schemas) {
        RecordModules modules = new RecordModules(application.getApplicationModel());
        Map<Path, Map<String, ObjectNode>> byDirectory = new TreeMap<>();
        for (EventTypeBuildItem type : types) {
            modules.directory(type.record(), config.directory()).ifPresent(directory -> byDirectory
                    .computeIfAbsent(directory, unused -> new TreeMap<>())
                    .put(type.type(), schemas.schema(type.type())));
        }
        byDirectory.forEach((directory, ofModule) ->
                check(Baseline.read(directory), ofModule, config.update(), mode.getLaunchMode()));
    }

    static void check(Baseline baseline, Map<String, ObjectNode> schemas, Update update, LaunchMode mode) {
        List<String> problems = update == Update.ALL ? List.of() : baseline.problems(schemas);
        if (!problems.isEmpty()) {
            refuse(problems, mode);
        } else if (mode != LaunchMode.DEVELOPMENT) {
            update(baseline, schemas, update);
        }
    }

    private static void refuse(List<String> problems, LaunchMode mode) {
        if (mode != LaunchMode.DEVELOPMENT) {
            throw new WrongUseException(problems);
        }
        problems.forEach(LOG::warn);
    }

    private static void update(Baseline baseline, Map<String, ObjectNode> schemas, Update update) {
        List<String> outdated = baseline.outdated(schemas);
        if (update == Update.NOTHING && !outdated.isEmpty()) {
            throw new WrongUseException(List.of("the committed schemas of " + outdated
                    + " are missing or outdated: build without -Dbaton.baseline.update=nothing and commit the files"));
        }
        for (String type : outdated) {
            baseline.write(type, Objects.requireNonNull(schemas.get(type)));
            LOG.infof("Wrote the committed schema of %s", type);
        }
    }
}
