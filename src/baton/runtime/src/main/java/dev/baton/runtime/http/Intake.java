package dev.baton.runtime.http;

import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.config.BatonConfig;
import io.quarkus.runtime.LaunchMode;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides whether the functions of this process receive events over HTTP. Unless the configuration decides, they do in
 * dev and test mode, and in production if Knative Serving runs the process, as {@code K_SERVICE} shows.
 */
@Singleton
class Intake {

    private final boolean functions;
    private final boolean on;

    Intake(BatonModel model, BatonConfig config, @ConfigProperty(name = "K_SERVICE") Optional<String> knativeService) {
        this.functions = !model.functions().isEmpty();
        this.on = functions && on(config.http().enabled(), LaunchMode.current(), knativeService);
    }

    static boolean on(Optional<Boolean> asked, LaunchMode mode, Optional<String> knativeService) {
        return asked.orElseGet(() -> !mode.isProduction() || knativeService.isPresent());
    }

    boolean on() {
        return on;
    }

    /** Returns whether there are functions that would receive events if this were not off. */
    boolean off() {
        return functions && !on;
    }
}
