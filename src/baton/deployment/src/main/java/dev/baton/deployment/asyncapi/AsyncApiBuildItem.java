package dev.baton.deployment.asyncapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.builder.item.SimpleBuildItem;
import java.util.List;

/** The AsyncAPI document of the application, and the event types in it. */
public final class AsyncApiBuildItem extends SimpleBuildItem {

    private final ObjectNode document;
    private final List<String> types;

    AsyncApiBuildItem(ObjectNode document, List<String> types) {
        this.document = document;
        this.types = types;
    }

    public ObjectNode document() {
        return document;
    }

    public List<String> types() {
        return types;
    }
}
