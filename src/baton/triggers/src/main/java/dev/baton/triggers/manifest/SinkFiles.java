package dev.baton.triggers.manifest;

import dev.baton.triggers.error.TriggersException;
import dev.baton.triggers.manifest.ManifestFile.Found;
import dev.baton.triggers.manifest.Manifests.SinkManifest;
import dev.baton.triggers.manifest.Manifests.SinkSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * The reader of the KafkaSinks ({@code eventing.knative.dev/v1alpha1}) in a directory. It ignores how a cluster reaches
 * Kafka.
 */
public final class SinkFiles {

    private static final int PARTITIONS = 8;

    private SinkFiles() {}

    /**
     * @throws TriggersException if something in the files is wrong or not supported; the message names the file and the
     *     field
     */
    public static List<KafkaSink> read(Path directory) {
        return ManifestFile.all(ManifestFile.in(directory), ManifestFile::sinks).stream()
                .map(SinkFiles::sink)
                .toList();
    }

    private static KafkaSink sink(Found<SinkManifest> found) {
        Place place = found.place().at("spec");
        SinkSpec spec = found.resource().spec();
        if (spec == null || spec.topic() == null || spec.topic().isEmpty()) {
            throw place.at("topic").wrong("must be there");
        }
        return new KafkaSink(
                found.resource().metadata().name(),
                spec.topic(),
                partitions(spec, place.at("numPartitions")),
                structured(spec, place.at("contentMode")));
    }

    private static int partitions(SinkSpec spec, Place place) {
        int partitions = spec.numPartitions() == null ? PARTITIONS : spec.numPartitions();
        if (partitions < 1) {
            throw place.wrong("must be at least 1 but was " + partitions);
        }
        return partitions;
    }

    /** Returns whether the content mode is structured. The default is binary, as in Knative. */
    private static boolean structured(SinkSpec spec, Place place) {
        String mode = spec.contentMode() == null ? "binary" : spec.contentMode();
        if (!mode.equals("structured") && !mode.equals("binary")) {
            throw place.wrong("must be one of [binary, structured] but was '%s'".formatted(mode));
        }
        return mode.equals("structured");
    }
}
