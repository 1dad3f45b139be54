/**
 * Brokers and Triggers in the YAML files that a cluster gets ({@code eventing.knative.dev/v1}). They are read strictly: an unknown field,
 * or something that the local broker does not do, is refused with file and field. Other resources in the files are passed over.
 */
package dev.baton.triggers.manifest;
