package dev.baton.bench;

import java.util.Arrays;

/** How long messages took, from the time they were due to be sent to the time they were received, in milliseconds. */
record Latency(String name, int messages, double p50, double p99, double p999, double max) {

    static Latency of(String name, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(
                name,
                sorted.length,
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                quantile(sorted, 0.999),
                quantile(sorted, 1));
    }

    private static double quantile(long[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1e6;
    }
}
