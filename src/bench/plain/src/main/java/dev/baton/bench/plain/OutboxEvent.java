package dev.baton.bench.plain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An event that waits to be published. */
@Entity
@Table(name = "baton_outbox")
class OutboxEvent {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long position;

    @Column(name = "slot")
    short slot;

    String type;

    @Column(name = "key")
    String key;

    String attributes;

    byte[] data;
}
