package dev.baton.manifests;

import com.fasterxml.jackson.databind.JsonNode;

/** One resource as it is written. */
record Resource(JsonNode json) {

    String apiVersion() {
        return json.path("apiVersion").asText();
    }

    String kind() {
        return json.path("kind").asText();
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    /** What tells it from others. */
    String id() {
        return apiVersion() + " " + kind() + " " + name();
    }

    /** What {@code apiVersion}, {@code kind} and {@code name} of another resource point to. */
    static String idOf(JsonNode reference) {
        return reference.path("apiVersion").asText() + " "
                + reference.path("kind").asText() + " " + reference.path("name").asText();
    }

    boolean runsPods() {
        return json.at("/spec/template/spec/containers").isArray();
    }

    JsonNode pod() {
        return json.at("/spec/template/spec");
    }

    JsonNode container() {
        return pod().at("/containers/0");
    }

    boolean is(String apiVersion, String kind) {
        return apiVersion().equals(apiVersion) && kind().equals(kind);
    }
}
