package dev.baton.runtime.config;

import java.util.Optional;

/** Settings of the description of the application's events. */
public interface AsyncApiConfig {

    /**
     * Whether the process serves the AsyncAPI document of its events at {@code /q/asyncapi}, the JSON Schema of each
     * event type at {@code /q/asyncapi/schemas/<type>}, and a page to read them at {@code /q/asyncapi-ui}. They are on
     * the management interface if there is one. Default: true in dev mode and tests, false in production.
     */
    Optional<Boolean> enabled();
}
