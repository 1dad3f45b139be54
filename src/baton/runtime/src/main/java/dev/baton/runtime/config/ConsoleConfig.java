package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The operations console, which artifact {@code baton-console} adds at {@code /q/baton}. */
@ConfigGroup
public interface ConsoleConfig {

    /**
     * Whether this process serves the console. By default, it does in dev mode only. In production, the console is on the
     * management interface, so {@code quarkus.management.enabled} must be true.
     */
    Optional<Boolean> enabled();

    /** The role that a caller must have. */
    @WithDefault("operator")
    String role();

    /**
     * Whether callers must log in. By default, they must everywhere except in dev mode, where a browser on the same
     * machine need not. Production ignores the value {@code false}.
     */
    Optional<Boolean> login();

    /** Whether the console shows the data of events. If not, dead letters can't be edited in it. */
    @WithDefault("true")
    boolean showData();

    /** Whether the console sends events that a person writes. By default, it does in dev mode only. */
    Optional<Boolean> send();
}
