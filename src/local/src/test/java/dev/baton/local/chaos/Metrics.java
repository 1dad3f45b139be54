package dev.baton.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.local.processes.ServiceProcess;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Metrics that a process reports about itself. */
final class Metrics {

    private Metrics() {}

    /** Returns the number of events that took effect through this process. */
    static double handled(ServiceProcess process) throws InterruptedException {
        return sum(process, "baton_deliveries_total", "outcome=\"handled\"");
    }

    /** Returns the number of events that the broker confirmed to the relay of this process. */
    static double published(ServiceProcess process) throws InterruptedException {
        return sum(process, "baton_relay_published_total", "");
    }

    private static double sum(ServiceProcess process, String name, String label) throws InterruptedException {
        Optional<HttpResponse<String>> metrics = process.manage("/q/metrics");
        assertThat(metrics).as("metrics of %s", process.name()).isPresent();
        return metrics.get()
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
