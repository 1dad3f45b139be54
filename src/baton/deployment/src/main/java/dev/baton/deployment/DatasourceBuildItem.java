package dev.baton.deployment;

import io.quarkus.builder.item.SimpleBuildItem;
import java.util.Optional;

/** The datasource with Baton's tables: that of the persistence unit whose sessions deliveries use. */
public final class DatasourceBuildItem extends SimpleBuildItem {

    private final Optional<String> name;

    DatasourceBuildItem(Optional<String> name) {
        this.name = name;
    }

    /** Returns the name of the datasource; empty for the default one. */
    public Optional<String> name() {
        return name;
    }

    /** Returns the key of a setting of the datasource, for example of {@code reactive.url}. */
    public String key(String setting) {
        return "quarkus.datasource." + name.map(given -> '"' + given + "\".").orElse("") + setting;
    }
}
