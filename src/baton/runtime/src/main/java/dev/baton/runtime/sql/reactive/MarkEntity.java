package dev.baton.runtime.sql.reactive;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;

/**
 * The entity of {@link SessionMark}, which also provides an application without its own entities with a Hibernate
 * Reactive session. It has no rows and no table, so that it works in any schema, and nothing creates or validates it.
 * The build assigns it to the persistence unit whose sessions deliveries use.
 */
@Entity(name = "BatonSessionMark")
@Immutable
@Subselect("select 0 as id where false")
public class MarkEntity {

    static final Integer ANY = 0;

    @Id
    Integer id;
}
