package dev.baton.triggers.manifest;

import dev.baton.triggers.delivery.DeliverySpec;
import dev.baton.triggers.error.TriggersException;
import dev.baton.triggers.manifest.ManifestFile.Found;
import dev.baton.triggers.manifest.Manifests.BrokerManifest;
import dev.baton.triggers.manifest.Manifests.BrokerSpec;
import dev.baton.triggers.manifest.Manifests.Delivery;
import dev.baton.triggers.manifest.Manifests.TriggerManifest;
import dev.baton.triggers.manifest.Manifests.TriggerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The reader of all Triggers of one Broker in the YAML files of a directory and its subdirectories. */
public final class TriggerFiles {

    private final DestinationReading destinations;
    private final DeliveryReading deliveries;

    private TriggerFiles(Addresses addresses) {
        this.destinations = new DestinationReading(addresses);
        this.deliveries = new DeliveryReading(destinations);
    }

    /**
     * @throws TriggersException if something in the files is wrong or not supported; the message names the file and the
     *     field
     */
    public static List<Trigger> read(Path directory, Addresses addresses) {
        List<ManifestFile> files = ManifestFile.in(directory);
        List<Found<TriggerManifest>> triggers = ManifestFile.all(files, ManifestFile::triggers);
        if (triggers.isEmpty()) {
            throw new TriggersException(
                    "There is no Trigger of eventing.knative.dev/v1 in the YAML files of " + directory);
        }
        return new TriggerFiles(addresses).triggers(triggers, ManifestFile.all(files, ManifestFile::brokers));
    }

    private List<Trigger> triggers(List<Found<TriggerManifest>> found, List<Found<BrokerManifest>> brokers) {
        String broker = brokerOf(found.get(0));
        found.forEach(each -> checkBroker(each, broker));
        Optional<Found<Delivery>> inherited = inherited(brokers, broker);
        Map<String, Trigger> byName = new TreeMap<>();
        for (Found<TriggerManifest> each : found) {
            String name = each.resource().metadata().name();
            if (byName.put(name, trigger(name, each, inherited)) != null) {
                throw each.place().at("metadata.name").wrong("is the name of another Trigger, too");
            }
        }
        return List.copyOf(byName.values());
    }

    private Trigger trigger(String name, Found<TriggerManifest> found, Optional<Found<Delivery>> inherited) {
        TriggerSpec spec = found.resource().spec();
        Place place = found.place().at("spec");
        if (spec == null || spec.subscriber() == null) {
            throw place.at("subscriber").wrong("must be there");
        }
        DeliverySpec delivery = spec.delivery() == null
                ? inherited
                        .map(broker -> deliveries.read(broker.resource(), broker.place()))
                        .orElse(DeliverySpec.NONE)
                : deliveries.read(spec.delivery(), place.at("delivery"));
        return new Trigger(
                name,
                FilterReading.read(spec, place),
                destinations.read(spec.subscriber(), place.at("subscriber")),
                delivery);
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

    /**
     * Returns the delivery spec of the Broker, or empty. The Broker may be missing from the files, because a
     * cluster may already have it.
     */
    private static Optional<Found<Delivery>> inherited(List<Found<BrokerManifest>> brokers, String name) {
        return brokers.stream()
                .filter(broker -> broker.resource().metadata().name().equals(name))
                .filter(broker -> broker.resource().spec() != null)
                .findFirst()
                .flatMap(broker -> Optional.ofNullable(broker.resource().spec())
                        .map(BrokerSpec::delivery)
                        .map(delivery -> new Found<>(broker.place().at("spec.delivery"), delivery)));
    }
}
