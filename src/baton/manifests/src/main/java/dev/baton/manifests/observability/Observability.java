package dev.baton.manifests.observability;

import java.util.SortedMap;
import java.util.TreeMap;

/** The files with which an operator observes processes of Baton. The same input gives the same text. */
public final class Observability {

    /** The Prometheus alert rules. */
    public static final String ALERTS = "alerts.yaml";

    /** The Grafana dashboard. */
    public static final String DASHBOARD = "dashboard.json";

    /** The table of all metrics. */
    public static final String METRICS = "metrics.md";

    private Observability() {}

    /** Returns the generated files by their path below the folder. */
    public static SortedMap<String, String> of(Metrics metrics) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(ALERTS, new AlertRules(metrics).yaml());
        files.put(DASHBOARD, new Dashboard(metrics).json());
        files.put(METRICS, MetricsTable.of(metrics));
        return files;
    }
}
