package dev.baton.runtime.journal;

import java.util.List;

/**
 * Everything that is known about the events of one chain.
 *
 * @param hops the hops, each after that of its cause; empty if the journal does not know the chain
 * @param cut whether the chain has more hops than a timeline holds; those that are missing are the latest
 */
public record Timeline(String correlationId, List<Hop> hops, boolean cut) {}
