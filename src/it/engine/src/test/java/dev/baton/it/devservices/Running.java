package dev.baton.it.devservices;

import io.quarkus.devservices.crossclassloader.runtime.RunningDevServicesRegistry;
import io.quarkus.devservices.crossclassloader.runtime.RunningService;
import java.util.List;

/** The Dev Services that run for this test. */
final class Running {

    private Running() {}

    static List<String> ofBaton() {
        return RunningDevServicesRegistry.INSTANCE.getAllRunningServices("TEST").stream()
                .filter(service -> service.feature().equals("baton"))
                .map(RunningService::description)
                .toList();
    }
}
