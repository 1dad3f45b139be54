package dev.baton.triggers.manifest;

import java.net.URI;
import java.util.Optional;

/**
 * The addresses on this machine of the resources that Triggers refer to. A cluster knows them from
 * {@code status.address}.
 */
@FunctionalInterface
public interface Addresses {

    /** Returns the address of a resource; empty if it is unknown. */
    Optional<URI> of(Reference reference);
}
