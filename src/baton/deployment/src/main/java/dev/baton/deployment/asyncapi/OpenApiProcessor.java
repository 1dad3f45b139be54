package dev.baton.deployment.asyncapi;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.smallrye.openapi.deployment.spi.AddToOpenAPIDefinitionBuildItem;

/** A build step that adds the schemas of all events to the application's OpenAPI document, if it has one. */
class OpenApiProcessor {

    @BuildStep
    void schemas(
            Capabilities capabilities,
            AsyncApiBuildItem events,
            SchemasBuildItem schemas,
            BuildProducer<AddToOpenAPIDefinitionBuildItem> openApi) {
        if (capabilities.isPresent(Capability.SMALLRYE_OPENAPI)
                && !events.types().isEmpty()) {
            openApi.produce(new AddToOpenAPIDefinitionBuildItem(new EventSchemas(events.types(), schemas.schemas())));
        }
    }
}
