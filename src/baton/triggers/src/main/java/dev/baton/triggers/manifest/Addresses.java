package dev.baton.triggers.manifest;

import java.net.URI;
import java.util.Optional;

/** Where what a Trigger refers to is reached on this machine: what a cluster knows from {@code status.address}. */
@FunctionalInterface
public interface Addresses {

    /** Nothing when it is not known here. */
    Optional<URI> of(Reference reference);
}
