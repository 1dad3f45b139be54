package dev.baton.manifests.observability;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.manifests.ManifestsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalogue of metrics, which the build of an application wrote to {@code target/baton/metrics.json}. */
public record Metrics(List<Metric> metrics) {

    private static final Pattern SERIES = Pattern.compile("\\bbaton_\\w+");

    /**
     * A metric.
     *
     * @param name its name in Micrometer
     * @param prometheus its name in the Prometheus format, without the suffixes of histograms
     * @param kind counter, gauge, timer or sizes
     * @param tags its tags other than {@code namespace}
     */
    public record Metric(String name, String prometheus, String kind, List<String> tags, String description) {

        /** Returns the names of its time series. */
        Stream<String> series() {
            return kind.equals("timer") || kind.equals("sizes")
                    ? Stream.of("_bucket", "_count", "_sum", "_max").map(prometheus::concat)
                    : Stream.of(prometheus);
        }
    }

    /** Reads the file that the build of an application wrote. */
    public static Metrics read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ManifestsException("There is no " + file
                    + ": build the application first (package); its build writes target/baton/metrics.json");
        }
        try {
            return JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(file.toFile(), Metrics.class);
        } catch (IOException e) {
            throw new ManifestsException(file + " can't be read as the catalogue of metrics: " + e.getMessage(), e);
        }
    }

    /** Returns the names of Baton's time series in an expression or a whole file. */
    public static Set<String> seriesIn(String text) {
        return SERIES.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Returns the expression.
     *
     * @throws ManifestsException if the expression uses a series that no metric has
     */
    String checked(String expression) {
        Set<String> unknown = seriesIn(expression);
        metrics.forEach(metric -> metric.series().forEach(unknown::remove));
        if (!unknown.isEmpty()) {
            throw new ManifestsException("the expression '" + expression + "' uses " + unknown
                    + ", which is not a series of a metric of Baton: correct it, or build the application again");
        }
        return expression;
    }
}
