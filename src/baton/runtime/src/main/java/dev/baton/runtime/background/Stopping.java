package dev.baton.runtime.background;

/**
 * The application ends: what runs in the background stops. {@link StopSignal} fires it once, before the connectors close
 * their clients and before any bean is destroyed.
 */
public final class Stopping {

    Stopping() {}
}
