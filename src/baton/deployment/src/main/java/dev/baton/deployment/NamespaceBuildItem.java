package dev.baton.deployment;

import dev.baton.migrator.Migrations;
import io.quarkus.builder.item.SimpleBuildItem;
import java.util.Optional;

/** The validated namespace: {@code baton.namespace} or, by default, {@code quarkus.application.name}. */
public final class NamespaceBuildItem extends SimpleBuildItem {

    private final String name;

    NamespaceBuildItem(String name) {
        this.name = name;
    }

    /** Returns the validated name. */
    public String name() {
        return name;
    }

    /**
     * Returns the configured namespace, or the application's name if none is configured.
     *
     * @throws WrongUseException if the name is not a valid namespace
     */
    static NamespaceBuildItem of(Optional<String> configured, String application) {
        String setting = configured.isPresent() ? "baton.namespace" : "quarkus.application.name";
        String name = configured.orElse(application);
        if (!Migrations.NAMESPACE.matcher(name).matches()) {
            throw new WrongUseException(
                    ("%s is '%s', which can't be the namespace of Baton's events: it must match %s. "
                                    + "Set baton.namespace to one name for the whole system, for example baton.namespace=shop")
                            .formatted(setting, name, Migrations.NAMESPACE));
        }
        return new NamespaceBuildItem(name);
    }
}
