/**
 * A small model of inbox, retry table, parking, outbox, relay slots and the death of processes, and a search of
 * everything that it can do.
 */
@NullMarked
package dev.baton.proof.model;

import org.jspecify.annotations.NullMarked;
