package dev.baton.console.http;

import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.config.ConsoleConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.management.ManagementInterfaceBuildTimeConfig;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Adds the console to the management interface, where the application has one. In production it is nowhere else, so
 * that it is never on the public port; in dev and tests of an application without a management interface, it is on the
 * port of the application.
 */
@Singleton
class ConsoleRoutes {

    static final String PATH = "/q/baton";

    private final ConsoleConfig config;
    private final boolean managed;
    private final Page page;
    private final ApiRoutes api;

    ConsoleRoutes(BatonConfig config, ManagementInterfaceBuildTimeConfig management, Page page, ApiRoutes api) {
        this.config = config.console();
        this.managed = management.enabled();
        this.page = page;
        this.api = api;
    }

    void addToManagement(@Observes ManagementInterface management) {
        if (enabled() && managed) {
            addTo(management.router());
        }
    }

    void addToMain(@Observes Router router) {
        if (!enabled() || managed) {
            return;
        }
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            throw new ConfigurationException("baton.console.enabled is true, but the application has no management"
                    + " interface, and the console is never on the public port: build the application with"
                    + " quarkus.management.enabled=true and quarkus.management.auth.enabled=true");
        }
        addTo(router);
    }

    private boolean enabled() {
        return config.enabled().orElse(LaunchMode.current() == LaunchMode.DEVELOPMENT);
    }

    private void addTo(Router router) {
        router.route(PATH).handler(Guard::addHeaders);
        router.route(PATH + "/*").handler(Guard::addHeaders);
        api.addTo(router, PATH + "/api");
        page.addTo(router, PATH);
    }
}
