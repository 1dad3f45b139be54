package dev.baton.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.runtime.telemetry.Metric;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The catalogue of metrics as JSON, from which dashboards and alert rules are generated. Fields may be added. */
record MetricsDescription(List<Described> metrics) {

    /**
     * A metric.
     *
     * @param name its name in Micrometer
     * @param prometheus its name in the Prometheus format, without the suffixes of histograms
     * @param kind counter, gauge, timer or sizes
     * @param tags its tags other than {@code namespace}
     */
    record Described(String name, String prometheus, String kind, List<String> tags, String description) {

        static Described of(Metric metric) {
            return new Described(
                    metric.id(),
                    metric.prometheus(),
                    metric.kind().name().toLowerCase(Locale.ROOT),
                    metric.tags(),
                    metric.description());
        }
    }

    static byte[] json() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            String text = JsonMapper.builder()
                    .build()
                    .writer(printer)
                    .writeValueAsString(new MetricsDescription(
                            Stream.of(Metric.values()).map(Described::of).toList()));
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of strings can be written as JSON", e);
        }
    }
}
