package dev.baton.local.chaos;

import dev.baton.local.processes.ServiceProcess;
import java.net.http.HttpResponse;

/** What a process says of itself. */
final class Metrics {

    private Metrics() {}

    /** Events that took effect through this process. */
    static double handled(ServiceProcess process) throws InterruptedException {
        return sum(process, "baton_deliveries_total", "outcome=\"handled\"");
    }

    /** Events that the broker confirmed to this process' relay. */
    static double published(ServiceProcess process) throws InterruptedException {
        return sum(process, "baton_relay_published_total", "");
    }

    private static double sum(ServiceProcess process, String name, String label) throws InterruptedException {
        return process.get("/q/metrics").map(HttpResponse::body).orElseThrow().lines()
                .filter(line -> line.startsWith(name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
