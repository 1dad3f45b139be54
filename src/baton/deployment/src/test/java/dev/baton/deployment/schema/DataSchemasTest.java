package dev.baton.deployment.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.baton.EventData;
import dev.baton.runtime.catalog.ReadableRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares schemas, as an independent validator understands them, with what the application's reader accepts. */
class DataSchemasTest {

    private static final int DOCUMENTS = 6000;

    private final JsonMapper json = JsonMapper.builder()
            .findAndAddModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();
    private final ObjectNode schema = schema(Parcel.class);
    private final JsonSchema validator = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                    schema,
                    SchemaValidatorsConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build());

    @Test
    void dataFitsTheSchemaExactlyIfTheReaderAcceptsIt() {
        ReadableRecords reader = new ReadableRecords(Parcel.class);
        Documents documents = new Documents(new Random(20261201), schema);
        List<String> disagreements = new ArrayList<>();
        int accepted = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            JsonNode document = documents.next();
            boolean fits = validator.validate(document).isEmpty();
            boolean read = reader.accepts(document.toString());
            accepted += read ? 1 : 0;
            if (fits != read) {
                disagreements.add((fits ? "fits but is refused: " : "is accepted but does not fit: ") + document + " "
                        + validator.validate(document));
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(accepted).isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
    }

    @Test
    void everyWrittenRecordFits() throws Exception {
        ReadableRecords reader = new ReadableRecords(Parcel.class);
        Documents documents = new Documents(new Random(7), schema);
        List<JsonNode> read = Stream.generate(documents::valid)
                .limit(200)
                .filter(document -> reader.accepts(document.toString()))
                .toList();

        assertThat(read).hasSizeGreaterThan(100);
        for (JsonNode document : read) {
            JsonNode written = json.valueToTree(json.treeToValue(document, Parcel.class));
            assertThat(validator.validate(json.readTree(written.toString()))).isEmpty();
        }
    }

    @Test
    void whatNoKeywordExpressesIsListed() {
        assertThat(schema(Parcel.Numbered.class).at("/properties/number/x-baton-constraints"))
                .hasToString("[\"Even: must be even\"]");
    }

    @Test
    void rawDataIsDescribedByItsContentType() {
        assertThat(schema(Page.class).path("contentMediaType").asText()).isEqualTo("text/html");
        assertThat(schema(Page.class).path("type").asText()).isEqualTo("string");
    }

    @Test
    void theSameRecordIsTheSameText() {
        String text = SchemaJson.write(schema);

        assertThat(SchemaJson.write(schema(Parcel.class))).isEqualTo(text);
        assertThat(SchemaJson.write(SchemaJson.read(text))).isEqualTo(text);
    }

    private ObjectNode schema(Class<? extends Record> record) {
        try (DataSchemas schemas = new DataSchemas(json)) {
            return schemas.of(record.getSimpleName(), record, null);
        }
    }

    record Page(@EventData("text/html") String text) {}
}
