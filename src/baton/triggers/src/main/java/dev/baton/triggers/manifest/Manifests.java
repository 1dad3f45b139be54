package dev.baton.triggers.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * The resources as they appear in the files, with exactly the fields of Knative's definitions: v1 for Brokers and
 * Triggers, v1alpha1 for KafkaSinks. Any field may be null.
 */
final class Manifests {

    private Manifests() {}

    record BrokerManifest(String apiVersion, String kind, Metadata metadata, BrokerSpec spec, JsonNode status) {}

    record BrokerSpec(JsonNode config, Delivery delivery) {}

    record SinkManifest(String apiVersion, String kind, Metadata metadata, SinkSpec spec, JsonNode status) {}

    record SinkSpec(
            String topic,
            Integer numPartitions,
            Integer replicationFactor,
            List<String> bootstrapServers,
            String contentMode,
            JsonNode auth) {}

    record TriggerManifest(String apiVersion, String kind, Metadata metadata, TriggerSpec spec, JsonNode status) {}

    record TriggerSpec(
            String broker,
            JsonNode brokerRef,
            AttributesFilter filter,
            List<FilterExpression> filters,
            Destination subscriber,
            Delivery delivery) {}

    /** The part of the metadata that the broker uses. Labels and other fields are ignored. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Metadata(String name) {}

    record AttributesFilter(Map<String, String> attributes) {}

    record FilterExpression(
            Map<String, String> exact,
            Map<String, String> prefix,
            Map<String, String> suffix,
            List<FilterExpression> all,
            List<FilterExpression> any,
            FilterExpression not,
            String cesql) {}

    record Destination(
            Reference ref,
            String uri,
            @JsonProperty("CACerts") String caCerts,
            String audience) {}

    record Delivery(
            Destination deadLetterSink,
            Integer retry,
            String timeout,
            String backoffPolicy,
            String backoffDelay,
            String retryAfterMax,
            String format) {}
}
