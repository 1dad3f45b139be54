package dev.baton.deployment.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.asyncapi.v3._0_0.model.AsyncAPI;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.baton.deployment.asyncapi.AsyncApiDocument.Function;
import dev.baton.deployment.asyncapi.AsyncApiDocument.Type;
import dev.baton.deployment.schema.DataSchemas;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AsyncApiDocumentTest {

    private static final String PLACED_1 = "shop.order.placed.v1";
    private static final String PLACED_2 = "shop.order.placed.v2";
    private static final String SHIPPED = "shop.order.shipped.v1";

    record Placed(@NotBlank String id, @Valid List<Line> lines) {}

    record Line(int amount, Line within) {}

    record Shipped(@NotBlank String id) {}

    private final ObjectNode document = document();

    private static ObjectNode document() {
        JsonMapper json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (DataSchemas schemas = new DataSchemas(json)) {
            List<Type> types = List.of(
                    new Type(PLACED_1, PLACED_1, schemas.of(PLACED_1, Placed.class, "id")),
                    new Type(PLACED_2, PLACED_1, schemas.of(PLACED_2, Placed.class, "id")),
                    new Type(SHIPPED, SHIPPED, schemas.of(SHIPPED, Shipped.class, null)));
            return new AsyncApiDocument("shop.eu", types, List.of(new Function("ship", PLACED_1, Set.of(SHIPPED))))
                    .make("shop", "1.0");
        }
    }

    @Test
    void theModelOfAsyncApiReadsTheWholeDocument() throws Exception {
        AsyncAPI read = new YAMLMapper().readValue(Fragments.yaml(document), AsyncAPI.class);

        assertThat(read.getAsyncapi()).isEqualTo("3.0.0");
        assertThat(read.getChannels()).containsOnlyKeys(PLACED_1, SHIPPED);
        assertThat(read.getOperations()).containsOnlyKeys("ship", "ship." + SHIPPED);
        assertThat(read.getComponents().getMessages()).containsOnlyKeys(PLACED_1, PLACED_2, SHIPPED);
    }

    @Test
    void yamlAndJsonAreTheSameDocument() throws Exception {
        assertThat(new YAMLMapper().readTree(Fragments.yaml(document)).toString())
                .isEqualTo(document.toString());
    }

    @Test
    void aFunctionReceivesAllVersionsOfItsTypeInItsGroup() {
        JsonNode receive = document.at("/operations/ship");

        assertThat(receive.path("action").asText()).isEqualTo("receive");
        assertThat(receive.at("/channel/$ref").asText()).isEqualTo("#/channels/" + PLACED_1);
        assertThat(receive.path("messages").findValuesAsText("$ref"))
                .containsExactly(
                        "#/channels/" + PLACED_1 + "/messages/" + PLACED_1,
                        "#/channels/" + PLACED_1 + "/messages/" + PLACED_2);
        assertThat(receive.at("/bindings/kafka/groupId/const").asText()).isEqualTo("shop.eu.ship");
        assertThat(document.at("/operations/ship.shop.order.shipped.v1/action").asText())
                .isEqualTo("send");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>(document.findValuesAsText("$ref"));

        assertThat(references)
                .contains("#/components/schemas/" + PLACED_1 + ".Line")
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void whatAnApplicationAddsIsMergedMemberByMember() throws Exception {
        ObjectNode target =
                (ObjectNode) new YAMLMapper().readTree("info: {title: shop, version: 1}\nchannels: {a: {}}");
        ObjectNode addition = (ObjectNode) new YAMLMapper().readTree("info: {title: The shop}\nchannels: {b: {}}");

        Fragments.merge(target, addition);

        assertThat(target)
                .isEqualTo(new YAMLMapper().readTree("info: {title: The shop, version: 1}\nchannels: {a: {}, b: {}}"));
    }
}
