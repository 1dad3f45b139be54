package dev.baton.runtime.channel.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;

/** The commit strategy {@code baton}. The channel's lanes commit offsets after the transactions of the deliveries. */
@Singleton
@Identifier(ChannelRules.STRATEGY)
class BatonCommitHandlers implements KafkaCommitHandler.Factory {

    private final FunctionChannels channels;

    BatonCommitHandlers(FunctionChannels channels) {
        this.channels = channels;
    }

    @Override
    public KafkaCommitHandler create(
            KafkaConnectorIncomingConfiguration config,
            Vertx vertx,
            KafkaConsumer<?, ?> consumer,
            BiConsumer<Throwable, Boolean> reportFailure) {
        return new Handler(channels.connect(config.getChannel(), consumer, reportFailure));
    }

    /** A handler that does nothing for single messages, because they are not acknowledged one by one. */
    private record Handler(ChannelLanes lanes) implements KafkaCommitHandler {

        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> record) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public void partitionsAssigned(Collection<TopicPartition> partitions) {
            lanes.onAssigned(partitions);
        }

        @Override
        public void partitionsRevoked(Collection<TopicPartition> partitions) {
            lanes.onRevoked(partitions);
        }
    }
}
