package dev.baton.runtime.channel.kafka;

import dev.baton.runtime.telemetry.Meters;
import dev.baton.runtime.telemetry.Metric;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** The gauges of what a function's consumer does, which are read from memory when somebody asks. */
@Singleton
class ConsumerGauges {

    private final Meters meters;

    ConsumerGauges(Meters meters) {
        this.meters = meters;
    }

    void show(FunctionConsumer consumer) {
        show(Metric.CONSUMER_READY, consumer, one -> one.ready() ? 1 : 0);
        show(Metric.CONSUMER_PARTITIONS, consumer, one -> one.lanes().partitions());
        show(Metric.CONSUMER_PAUSED, consumer, one -> one.lanes().paused());
        show(Metric.CONSUMER_WAITING, consumer, one -> one.lanes().waiting());
    }

    private void show(Metric metric, FunctionConsumer consumer, ToDoubleFunction<FunctionConsumer> value) {
        meters.gauge(metric, consumer, value, consumer.function());
    }
}
