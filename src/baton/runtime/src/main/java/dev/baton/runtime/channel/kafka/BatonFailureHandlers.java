package dev.baton.runtime.channel.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * The failure strategy {@code baton}. Failed events are retried and become dead letters in Baton's tables, so a message
 * of a function's channel is never acknowledged negatively.
 */
@Singleton
@Identifier(ChannelRules.STRATEGY)
class BatonFailureHandlers implements KafkaFailureHandler.Factory {

    @Override
    public KafkaFailureHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return new Handler(reportFailure);
    }

    private record Handler(BiConsumer<Throwable, Boolean> reportFailure) implements KafkaFailureHandler {

        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record, Throwable reason, Metadata metadata) {
            reportFailure.accept(reason, false);
            return Uni.createFrom().voidItem();
        }
    }
}
