package dev.baton.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.EventRejectedException;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event loop does not read large data. */
class ReadAheadTest {

    private static final List<Boolean> READ_ON_WORKER = new CopyOnWriteArrayList<>();

    record Text(@NotNull String text) {
        Text {
            READ_ON_WORKER.add(Context.isOnWorkerThread());
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Catalog catalog = catalog();

    private static Catalog catalog() {
        BatonModel model = new BatonModel("shop");
        model.add(EventTypeDescriptor.of("text", "text", Text.class, null));
        ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return new Catalog(model, json, Validation.buildDefaultValidatorFactory());
    }

    @BeforeEach
    void nothingIsRead() {
        READ_ON_WORKER.clear();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aWorkerReadsLargeDataOnce() {
        Reading large = reading("\"" + "a".repeat(70_000) + "\"");
        Reading small = reading("\"a\"");

        readAhead(large, small);
        assertThat(READ_ON_WORKER).containsExactly(true);

        large.data();
        small.data();
        assertThat(READ_ON_WORKER).containsExactly(true, false);
    }

    @Test
    void whatIsWrongIsKnownWhenTheDataIsAskedFor() {
        Reading invalid = reading("null,\"more\":\"" + "a".repeat(70_000) + "\"");
        Reading broken = reading("\"" + "a".repeat(70_000));

        readAhead(invalid, broken);

        assertThatThrownBy(invalid::data).isInstanceOf(EventRejectedException.class);
        assertThatThrownBy(broken::data).isInstanceOf(EventRejectedException.class);
        assertThat(READ_ON_WORKER).doesNotContain(false);
    }

    private void readAhead(Reading... readings) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        context.runOnContext(ignored ->
                Reading.ahead(List.of(readings)).subscribe().with(done::complete, done::completeExceptionally));
        done.join();
    }

    private Reading reading(String text) {
        return catalog.reading(CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("/shop"))
                .withType("text")
                .withData("application/json", "{\"text\":%s}".formatted(text).getBytes(StandardCharsets.UTF_8))
                .build());
    }
}
