package dev.baton.triggers.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The resources as they appear in the files, with exactly the fields of Knative's definitions: v1 for Brokers and
 * Triggers, v1alpha1 for KafkaSinks. Any field may be null.
 */
final class Manifests {

    private Manifests() {}

    record BrokerManifest(
            String apiVersion,
            String kind,
            Metadata metadata,
            @Nullable BrokerSpec spec,
            JsonNode status) {}

    record BrokerSpec(@Nullable JsonNode config, @Nullable Delivery delivery) {}

    record SinkManifest(
            String apiVersion,
            String kind,
            Metadata metadata,
            @Nullable SinkSpec spec,
            JsonNode status) {}

    record SinkSpec(
            @Nullable String topic,
            @Nullable Integer numPartitions,
            @Nullable Integer replicationFactor,
            @Nullable List<String> bootstrapServers,
            @Nullable String contentMode,
            @Nullable JsonNode auth) {}

    record TriggerManifest(
            String apiVersion,
            String kind,
            Metadata metadata,
            @Nullable TriggerSpec spec,
            JsonNode status) {}

    record TriggerSpec(
            @Nullable String broker,
            @Nullable JsonNode brokerRef,
            @Nullable AttributesFilter filter,
            @Nullable List<FilterExpression> filters,
            @Nullable Destination subscriber,
            @Nullable Delivery delivery) {}

    /** The part of the metadata that the broker uses. Labels and other fields are ignored. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Metadata(String name, @Nullable Map<String, String> annotations) {

        Optional<String> annotation(String key) {
            return Optional.ofNullable(annotations).map(all -> all.get(key));
        }
    }

    record AttributesFilter(@Nullable Map<String, String> attributes) {}

    record FilterExpression(
            @Nullable Map<String, String> exact,
            @Nullable Map<String, String> prefix,
            @Nullable Map<String, String> suffix,
            @Nullable List<FilterExpression> all,
            @Nullable List<FilterExpression> any,
            @Nullable FilterExpression not,
            @Nullable String cesql) {}

    record Destination(
            @Nullable Reference ref,
            @Nullable String uri,
            @JsonProperty("CACerts") @Nullable String caCerts,
            @Nullable String audience) {}

    record Delivery(
            @Nullable Destination deadLetterSink,
            @Nullable Integer retry,
            @Nullable String timeout,
            @Nullable String backoffPolicy,
            @Nullable String backoffDelay,
            @Nullable String retryAfterMax,
            @Nullable String format) {}
}
