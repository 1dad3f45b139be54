package dev.baton.triggers.manifest;

import dev.baton.triggers.delivery.BrokerClass;
import dev.baton.triggers.error.TriggersException;
import dev.baton.triggers.manifest.ManifestFile.Found;
import dev.baton.triggers.manifest.Manifests.BrokerManifest;
import dev.baton.triggers.manifest.Manifests.BrokerSpec;
import dev.baton.triggers.manifest.Manifests.TriggerManifest;
import dev.baton.triggers.manifest.Manifests.TriggerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The reader of all Triggers of one Broker in the YAML files of a directory and its subdirectories. */
public final class TriggerFiles {

    private static final String CLASS = "eventing.knative.dev/broker.class";
    private static final String ORDER = "kafka.eventing.knative.dev/delivery.order";

    private final DestinationReading destinations;
    private final DeliveryReading deliveries;
    private final BrokerClass brokerClass;
    private final List<Trigger> triggers;

    private TriggerFiles(
            Addresses addresses,
            Optional<BrokerClass> wanted,
            List<Found<TriggerManifest>> found,
            List<Found<BrokerManifest>> brokers) {
        this.destinations = new DestinationReading(addresses);
        this.deliveries = new DeliveryReading(destinations);
        String broker = brokerOf(found.get(0));
        found.forEach(each -> checkBroker(each, broker));
        // The Broker may be missing from the files, because a cluster may already have it.
        Optional<Found<BrokerManifest>> own = brokers.stream()
                .filter(each -> each.resource().metadata().name().equals(broker))
                .findFirst();
        this.brokerClass = wanted.or(() -> own.flatMap(TriggerFiles::classOf)).orElse(BrokerClass.KAFKA);
        this.triggers = triggers(found, own.flatMap(this::deliveryOf));
    }

    /**
     * @param brokerClass the class to emulate; if empty, that of the Broker in the files, else Kafka
     * @throws TriggersException if something in the files is wrong or not supported; the message names the file and the
     *     field
     */
    public static TriggerFiles in(Path directory, Addresses addresses, Optional<BrokerClass> brokerClass) {
        List<ManifestFile> files = ManifestFile.in(directory);
        List<Found<TriggerManifest>> triggers = ManifestFile.all(files, ManifestFile::triggers);
        if (triggers.isEmpty()) {
            throw new TriggersException(
                    "There is no Trigger of eventing.knative.dev/v1 in the YAML files of " + directory);
        }
        return new TriggerFiles(addresses, brokerClass, triggers, ManifestFile.all(files, ManifestFile::brokers));
    }

    /** Returns the Triggers in the order of their names. */
    public List<Trigger> triggers() {
        return triggers;
    }

    /** Returns the class of Broker that the deliveries are read for. */
    public BrokerClass brokerClass() {
        return brokerClass;
    }

    private List<Trigger> triggers(List<Found<TriggerManifest>> found, Optional<DeliverySettings> inherited) {
        Map<String, Trigger> byName = new TreeMap<>();
        for (Found<TriggerManifest> each : found) {
            String name = each.resource().metadata().name();
            if (byName.put(name, trigger(name, each, inherited)) != null) {
                throw each.place().at("metadata.name").wrong("is the name of another Trigger, too");
            }
        }
        return List.copyOf(byName.values());
    }

    private Trigger trigger(String name, Found<TriggerManifest> found, Optional<DeliverySettings> inherited) {
        TriggerSpec spec = found.resource().spec();
        Place place = found.place().at("spec");
        if (spec == null || spec.subscriber() == null) {
            throw place.at("subscriber").wrong("must be there");
        }
        Optional<DeliverySettings> own =
                Optional.ofNullable(spec.delivery()).map(each -> deliveries.read(each, place.at("delivery")));
        return new Trigger(
                name,
                FilterReading.read(spec, place),
                destinations.read(spec.subscriber(), place.at("subscriber")),
                brokerClass == BrokerClass.KAFKA
                        ? KafkaDelivery.of(own, inherited)
                        : ChannelDelivery.of(own, inherited),
                isOrdered(found));
    }

    private boolean isOrdered(Found<TriggerManifest> found) {
        String order = found.resource().metadata().annotation(ORDER).orElse("unordered");
        if (!order.equals("ordered") && !order.equals("unordered")) {
            throw found.place()
                    .at("metadata.annotations." + ORDER)
                    .wrong("must be ordered or unordered but was '%s'".formatted(order));
        }
        return brokerClass == BrokerClass.KAFKA && order.equals("ordered");
    }

    private static String brokerOf(Found<TriggerManifest> found) {
        TriggerSpec spec = found.resource().spec();
        if (spec == null || spec.broker() == null) {
            throw found.place().at("spec.broker").wrong("must be there");
        }
        if (spec.brokerRef() != null) {
            throw found.place().at("spec.brokerRef").wrong("is not supported by the local triggers: use broker");
        }
        return spec.broker();
    }

    private static void checkBroker(Found<TriggerManifest> found, String broker) {
        String other = brokerOf(found);
        if (!other.equals(broker)) {
            throw found.place()
                    .at("spec.broker")
                    .wrong("is '%s', but other Triggers are of '%s': the local triggers are those of one Broker"
                            .formatted(other, broker));
        }
    }

    private static Optional<BrokerClass> classOf(Found<BrokerManifest> broker) {
        return broker.resource().metadata().annotation(CLASS).map(title -> BrokerClass.of(title)
                .orElseThrow(() -> broker.place()
                        .at("metadata.annotations." + CLASS)
                        .wrong("must be Kafka or MTChannelBasedBroker, which the local triggers emulate, but was '%s'"
                                .formatted(title))));
    }

    private Optional<DeliverySettings> deliveryOf(Found<BrokerManifest> broker) {
        return Optional.ofNullable(broker.resource().spec())
                .map(BrokerSpec::delivery)
                .map(delivery -> deliveries.read(delivery, broker.place().at("spec.delivery")));
    }
}
