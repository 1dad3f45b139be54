package dev.baton.triggers.manifest;

/** A reference to a resource of the cluster, for example the Service of a function; {@code namespace} may be null. */
public record Reference(String apiVersion, String kind, String name, String namespace) {}
