package dev.baton.manifests;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import org.junit.jupiter.api.Test;

/** The reader on which the other tests rely: without it, a misspelt field would go unnoticed. */
class StrictModelsTest {

    private static final String TRIGGER = """
            apiVersion: eventing.knative.dev/v1
            kind: Trigger
            metadata: {name: ship, labels: {any: label}}
            spec:
              broker: shop
              filter: {attributes: {any: attribute}}
              delivery: {retry: 10}
            """;

    private final StrictModels models = new StrictModels();

    @Test
    void knownFieldsAreTaken() {
        assertThatCode(() -> read(TRIGGER)).doesNotThrowAnyException();
    }

    @Test
    void unknownFieldsAreRefusedHoweverDeep() {
        for (String known : new String[] {"metadata", "name", "broker", "delivery", "retry"}) {
            String misspelt = TRIGGER.replace(known + ":", known + "x:");
            assertThatThrownBy(() -> read(misspelt))
                    .isInstanceOf(UnrecognizedPropertyException.class)
                    .hasMessageContaining(known + "x");
        }
    }

    private void read(String yaml) throws Exception {
        models.read(Crds.parse(yaml));
    }
}
