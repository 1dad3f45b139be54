package dev.baton.manifests;

import com.fasterxml.jackson.databind.JsonNode;

/** A resource as it is written in its file. */
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

    /** Returns the name that distinguishes it from others. */
    String id() {
        return apiVersion() + " " + kind() + " " + name();
    }

    /** Returns the id of the resource to which another one refers by {@code apiVersion}, {@code kind}, {@code name}. */
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
