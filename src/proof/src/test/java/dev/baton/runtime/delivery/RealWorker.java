package dev.baton.runtime.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.proof.model.Role;
import dev.baton.runtime.catalog.BatonFunction;
import dev.baton.runtime.catalog.BatonModel;
import dev.baton.runtime.catalog.BatonRecorder;
import dev.baton.runtime.catalog.DeclaredRetry;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.relay.EagerFloors;
import dev.baton.runtime.relay.EventSink;
import dev.baton.runtime.relay.Relay;
import dev.baton.runtime.retry.LargestRuns;
import dev.baton.runtime.retry.Redelivery;
import dev.baton.runtime.retry.RetryRound;
import dev.baton.runtime.sql.Database;
import dev.baton.runtime.sql.UnitOfWork;
import dev.baton.runtime.wakeup.Hints;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.RuntimeValue;
import io.vertx.core.Vertx;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** One part of a process: Baton's own code, on its own thread and connection, one gate after another. */
final class RealWorker {

    static final String FUNCTION = "handle";
    static final String TYPE = "model.happened.v1";

    /** The event of the model. */
    record Happened(String name) {}

    /** Only its name counts, because {@link GatedInvoke} replaces the call. */
    static final class Functions {
        public void handle(Happened event) {}
    }

    /** Runs deliveries on the worker's thread. */
    private static final class SameThread extends DeliveryContexts {
        SameThread(Vertx vertx, BatonConfig config) {
            super(vertx, config, Clock.systemUTC());
        }

        @Override
        public void run(Runnable delivery) {
            delivery.run();
        }
    }

    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    final Gate gate;
    final GatedDatabase database;
    private final Wiring wiring = new Wiring();
    private final BatonModel model = model();
    private int settled;

    RealWorker(
            String name,
            Role role,
            Database real,
            Vertx vertx,
            BatonConfig config,
            List<String> topic,
            MovedLeases movedLeases) {
        gate = new Gate(name + " " + role);
        database = new GatedDatabase(real, gate, movedLeases);
        GatedSink sink = new GatedSink(gate, topic);
        wiring.with(Database.class, database)
                .with(UnitOfWork.class, database)
                .with(BatonModel.class, model)
                .with(Hints.class, Hints.NONE)
                .with(BatonConfig.class, config)
                .with(Clock.class, Clock.systemUTC())
                .with(ObjectMapper.class, new ObjectMapper())
                .with(ValidatorFactory.class, VALIDATORS)
                .with(MeterRegistry.class, new SimpleMeterRegistry())
                .with(DeliveryContexts.class, new SameThread(vertx, config))
                .with(Invoke.class, new GatedInvoke(gate))
                .withAll(List.<EventSink>of(sink));
        LargestRuns.in(wiring, config);
        EagerFloors.in(wiring);
        wiring.with(Redelivery.class, wiring.get(TableRedelivery.class));
    }

    static BatonModel model() {
        BatonRecorder recorder = new BatonRecorder();
        RuntimeValue<BatonModel> model = recorder.model("model");
        recorder.eventType(model, TYPE, TYPE, Happened.class, null);
        recorder.function(
                model,
                FUNCTION,
                Functions.class,
                "handle",
                "(L" + Happened.class.getName().replace('.', '/') + ";)V",
                TYPE,
                Set.of(),
                false,
                DeclaredRetry.NOTHING);
        return model.getValue();
    }

    <T> T bean(Class<T> type) {
        return wiring.get(type);
    }

    void deliver(List<String> events) {
        settled = 0;
        BatonFunction function = model.function(FUNCTION).orElseThrow();
        List<IncomingEvent> incoming = events.stream()
                .map(event -> new IncomingEvent(event(event), 1, "model"))
                .toList();
        Deliveries deliveries = wiring.get(Deliveries.class);
        gate.start(() -> settled = (int) deliveries.deliver(function, incoming).await().indefinitely().stream()
                .filter(Outcome::settled)
                .count());
    }

    /** Returns how many events of the last delivery are settled. */
    int settled() {
        return settled;
    }

    void retry() {
        RetryRound round = wiring.get(RetryRound.class);
        gate.start(round::redeliverDue);
    }

    void relay() {
        Relay relay = wiring.get(Relay.class);
        gate.start(relay::publishDue);
    }

    void promote() {
        Relay relay = wiring.get(Relay.class);
        gate.start(relay::promoteDelayed);
    }

    static io.cloudevents.CloudEvent event(String name) {
        return CloudEventBuilder.v1()
                .withId(name)
                .withSource(URI.create("/model"))
                .withType(TYPE)
                .withExtension("partitionkey", name.substring(0, 1))
                .withData("application/json", ("{\"name\":\"" + name + "\"}").getBytes())
                .build();
    }
}
