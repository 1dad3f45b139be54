/**
 * Brokers and Triggers ({@code eventing.knative.dev/v1}) and KafkaSinks ({@code v1alpha1}) in the YAML files that a
 * cluster gets. The files are read strictly: an unknown field or an unsupported feature is rejected with an error that
 * names the file and the field. Other resources in the files are ignored.
 */
@NullMarked
package dev.baton.triggers.manifest;

import org.jspecify.annotations.NullMarked;
