package dev.baton.deployment.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.deployment.WrongUseException;
import dev.baton.deployment.asyncapi.BaselineConfig.Update;
import dev.baton.deployment.schema.Baseline;
import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build does with the committed schemas. */
class BaselineProcessorTest {

    private static final String TYPE = "shop.order.placed.v1";
    private static final String NEWER = "shop.order.placed.v2";

    @TempDir
    Path directory;

    @BeforeEach
    void commit() {
        Baseline.read(directory).write(TYPE, text(9));
    }

    @Test
    void aBrokenVersionFailsTheBuildAndTheTests() {
        for (LaunchMode mode : new LaunchMode[] {LaunchMode.NORMAL, LaunchMode.TEST}) {
            assertThatThrownBy(() -> check(Map.of(TYPE, text(8)), Update.ADDITIONS, mode))
                    .isInstanceOf(WrongUseException.class)
                    .hasMessageContaining("the data: maxLength was 9 and is 8");
        }
        assertThat(outdated(text(9))).isEmpty();
    }

    @Test
    void devModeWarnsAndWritesNothing() {
        assertThatCode(() -> check(Map.of(TYPE, text(8), NEWER, text(1)), Update.ADDITIONS, LaunchMode.DEVELOPMENT))
                .doesNotThrowAnyException();
        check(Map.of(TYPE, text(9), NEWER, text(1)), Update.ADDITIONS, LaunchMode.DEVELOPMENT);

        assertThat(Baseline.read(directory).outdated(Map.of(NEWER, text(1)))).containsExactly(NEWER);
    }

    @Test
    void aNewVersionIsAdded() {
        check(Map.of(TYPE, text(9), NEWER, text(1)), Update.ADDITIONS, LaunchMode.NORMAL);

        assertThat(Baseline.read(directory).outdated(Map.of(NEWER, text(1)))).isEmpty();
    }

    @Test
    void aBuildServerOnlyChecks() {
        assertThatThrownBy(() -> check(Map.of(TYPE, text(9), NEWER, text(1)), Update.NOTHING, LaunchMode.NORMAL))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("[" + NEWER + "] are missing or outdated");
        assertThatCode(() -> check(Map.of(TYPE, text(9)), Update.NOTHING, LaunchMode.NORMAL))
                .doesNotThrowAnyException();
    }

    @Test
    void aVersionThatNobodyUsesMayBeChanged() {
        check(Map.of(TYPE, text(8)), Update.ALL, LaunchMode.NORMAL);

        assertThat(outdated(text(8))).isEmpty();
    }

    private void check(Map<String, ObjectNode> schemas, Update update, LaunchMode mode) {
        BaselineProcessor.check(Baseline.read(directory), schemas, update, mode);
    }

    private List<String> outdated(ObjectNode schema) {
        return Baseline.read(directory).outdated(Map.of(TYPE, schema));
    }

    private static ObjectNode text(int longest) {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("maxLength", longest);
    }
}
