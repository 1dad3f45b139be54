package dev.baton.deployment.asyncapi;

import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.bootstrap.workspace.WorkspaceModule;
import io.quarkus.maven.dependency.ResolvedDependency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.jandex.DotName;

/** The modules of the workspace that event records are in. Records of other libraries have none. */
final class RecordModules {

    private final ApplicationModel application;
    private final Map<Path, Boolean> directories = new HashMap<>();

    RecordModules(ApplicationModel application) {
        this.application = application;
    }

    /** Returns the directory of committed schemas in the module of a record, if it exists. */
    Optional<Path> directory(DotName record, String relative) {
        String file = record.toString('/') + ".class";
        return Stream.concat(Stream.of(application.getAppArtifact()), application.getRuntimeDependencies().stream())
                .filter(each -> module(each)
                        .map(module -> module.resolve(relative))
                        .filter(directory -> directories.computeIfAbsent(directory, Files::isDirectory))
                        .isPresent())
                .filter(each -> each.getContentTree().contains(file))
                .findFirst()
                .flatMap(RecordModules::module)
                .map(module -> module.resolve(relative));
    }

    /** Maven's builds know the workspace only in dev mode and tests; otherwise, they find what other modules built. */
    private static Optional<Path> module(ResolvedDependency dependency) {
        WorkspaceModule known = dependency.getWorkspaceModule();
        return known != null
                ? Optional.of(known.getModuleDir().toPath())
                : dependency.getResolvedPaths().stream()
                        .map(Path::getParent)
                        .filter(target -> target != null && target.endsWith("target"))
                        .map(target -> target.resolveSibling("pom.xml"))
                        .filter(Files::isRegularFile)
                        .map(Path::getParent)
                        .findFirst();
    }
}
