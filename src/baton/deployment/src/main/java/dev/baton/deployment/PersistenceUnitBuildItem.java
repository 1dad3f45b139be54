package dev.baton.deployment;

import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.hibernate.orm.runtime.PersistenceUnitUtil;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The persistence unit whose sessions deliveries use. */
public final class PersistenceUnitBuildItem extends SimpleBuildItem {

    private static final String SETTING = "baton.database.persistence-unit";
    private static final String DEFAULT = PersistenceUnitUtil.DEFAULT_PERSISTENCE_UNIT_NAME;

    private final String name;

    private PersistenceUnitBuildItem(String name) {
        this.name = name;
    }

    /** Returns the name that Quarkus gives the unit, which is {@code <default>} for the default one. */
    String key() {
        return name;
    }

    /** Returns the name of a named unit; empty for the default one. */
    Optional<String> name() {
        return Optional.of(name).filter(unit -> !unit.equals(DEFAULT));
    }

    /** Returns the problem if Hibernate Reactive does not manage the unit. */
    WrongUseException notReactive() {
        return new WrongUseException(
                ("The persistence unit '%s', whose sessions functions share with Baton, is not one of Hibernate Reactive:"
                                + " give its datasource the reactive PostgreSQL client, or set %s to another unit")
                        .formatted(name, SETTING));
    }

    /**
     * Returns the configured persistence unit or, if none is configured, the only one that can be meant.
     *
     * @param withDefault whether the application has the default persistence unit
     * @throws WrongUseException if the application does not have the configured unit, or several units can be meant
     */
    static PersistenceUnitBuildItem of(Optional<String> configured, boolean withDefault, Set<String> named) {
        Set<String> units = new TreeSet<>(named);
        if (withDefault) {
            units.add(DEFAULT);
        }
        if (configured.isPresent() && !units.contains(configured.get())) {
            throw new WrongUseException(
                    "%s is '%s', but the application has the persistence units %s only. Set %s to one of them"
                            .formatted(SETTING, configured.get(), units, SETTING));
        }
        if (configured.isEmpty() && !withDefault && units.size() > 1) {
            throw new WrongUseException(
                    ("The application has the persistence units %s and no default one, so it is not clear whose sessions"
                                    + " functions share with Baton. Set %s to one of them")
                            .formatted(units, SETTING));
        }
        return new PersistenceUnitBuildItem(configured.orElseGet(
                () -> withDefault ? DEFAULT : units.iterator().next()));
    }
}
