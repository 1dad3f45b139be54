package dev.baton.runtime.sql.reactive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/**
 * A row of the inbox. This entity also provides an application without its own entities with a Hibernate Reactive
 * session.
 */
@Entity(name = "BatonInboxEntry")
@Table(name = "baton_inbox")
@IdClass(InboxEntry.Key.class)
public class InboxEntry {

    /** The identity of the row. */
    public record Key(String namespace, String function, String source, String id) implements Serializable {}

    @Id
    String namespace;

    @Id
    String function;

    @Id
    String source;

    @Id
    String id;

    @Column(name = "handled_at", insertable = false, updatable = false)
    Instant handledAt;
}
