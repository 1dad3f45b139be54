package dev.baton.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The bounds of ratios, from a file of properties: {@code baton.warm >= 0.70}, or {@code latency.p50 <= 9} for a ratio
 * that must not grow.
 */
record Floors(Map<String, Bound> bounds) {

    /** A bound of one ratio. */
    record Bound(boolean floor, double value) {

        private static Bound parse(String name, String text) {
            String[] parts = text.trim().split("\\s+");
            if (parts.length != 2 || !List.of(">=", "<=").contains(parts[0])) {
                throw new IllegalArgumentException(
                        name + ": it must be '>= NUMBER' or '<= NUMBER', but was '" + text + "'");
            }
            return new Bound(parts[0].equals(">="), Double.parseDouble(parts[1]));
        }

        private boolean holds(double ratio) {
            return floor ? ratio >= value : ratio <= value;
        }

        @Override
        public String toString() {
            return (floor ? ">= " : "<= ") + value;
        }
    }

    static Floors read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, Bound> bounds = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> bounds.put(name, Bound.parse(name, properties.getProperty(name))));
        return new Floors(bounds);
    }

    /** Returns a sentence for each bound that is broken, or whose ratio was not measured. */
    List<String> broken(Map<String, Double> ratios) {
        List<String> broken = new ArrayList<>();
        bounds.forEach((name, bound) -> {
            Double ratio = ratios.get(name);
            if (ratio == null) {
                broken.add("%s was not measured; it must be %s".formatted(name, bound));
            } else if (!bound.holds(ratio)) {
                broken.add("%s is %.2f; it must be %s".formatted(name, ratio, bound));
            }
        });
        return broken;
    }
}
