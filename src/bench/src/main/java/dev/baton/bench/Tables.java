package dev.baton.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables, in Markdown, as in docs/benchmarks.md. Most rows are compared with an earlier row. */
final class Tables {

    private static final Map<String, String> BESIDE = Map.of(
            "baton", "hand-written",
            "one-by-one", "plain",
            "full-inbox", "baton",
            "full-outbox", "baton",
            "held-snapshot", "baton",
            "catch-up", "baton",
            "drain", "drain-by-hand",
            "discard", "discard-by-hand",
            "latency", "latency-plain");

    private final Settings settings;
    private final List<Run> runs = new ArrayList<>();
    private final List<Latency> latencies = new ArrayList<>();
    private final List<ColdStarts> coldStarts = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    Tables(Settings settings) {
        this.settings = settings;
    }

    void add(Run run) {
        runs.add(run);
        System.err.println(line(run));
    }

    void add(Latency latency) {
        latencies.add(latency);
        System.err.println(line(latency));
    }

    void add(ColdStarts starts) {
        coldStarts.add(starts);
        System.err.println(line(starts));
    }

    /** Adds a sentence below the tables. */
    void say(String remark) {
        remarks.add(remark);
        System.err.println(remark);
    }

    void print(PrintStream out) {
        out.printf(
                "%n%s, %d cores, JDK %s, %,d events in %d rooms, one run each%n",
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                settings.events(),
                settings.rooms());
        if (!runs.isEmpty()) {
            out.println(
                    "\n| row | events | whole run | warm half | µs of CPU an event: process from its start; warm: process + database + broker "
                            + "| others' share of a core | ratio, whole / warm |\n|---|---|---|---|---|---|---|");
            runs.forEach(run -> out.println(line(run)));
            runs.stream().filter(run -> run.name().startsWith("drain")).forEach(run -> out.println(quarters(run)));
            runs.forEach(run -> out.println(database(run)));
        }
        if (!latencies.isEmpty()) {
            out.println(
                    "\n| row | messages | p50 | p99 | p99.9 | max | ratio, p50 / p99 |\n|---|---|---|---|---|---|---|");
            latencies.forEach(latency -> out.println(line(latency)));
        }
        if (!coldStarts.isEmpty()) {
            out.printf(
                    "%nCold starts of log-message, medians and ranges; load average %.1f when they ended%n%n",
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            out.println("| started as | starts | ready | first event committed | Quarkus: started in | CPU of the"
                    + " process | ratio: ready / first event |");
            out.println("|---|---|---|---|---|---|---|");
            coldStarts.forEach(starts -> out.println(line(starts)));
        }
        remarks.forEach(remark -> out.println("\n" + remark));
    }

    private String line(Run run) {
        CpuTimes cpu = run.warm().cpu();
        double micros = 1e6 / run.warm().events();
        double others = cpu.machine() - cpu.process() - cpu.database() - cpu.broker();
        return "| `%s` | %,d | %,.0f/s | %,.0f/s | %s; %s + %s + %s | %.0f %% | %s |"
                .formatted(
                        run.name(),
                        run.whole().events(),
                        run.whole().rate(),
                        run.warm().rate(),
                        rounded(1e6 * run.processSeconds() / run.whole().events()),
                        rounded(cpu.process() * micros),
                        rounded(cpu.database() * micros),
                        rounded(cpu.broker() * micros),
                        100 * Math.max(0, others) / run.warm().seconds(),
                        beside(run));
    }

    /** Rounds to at least two digits, because a few microseconds need a decimal. */
    private static String rounded(double micros) {
        return (micros < 10 ? "%.1f" : "%.0f").formatted(micros);
    }

    /** Returns the ratios of the rows to those that they are compared with, such as {@code baton.warm}. */
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new TreeMap<>();
        for (Run run : runs) {
            comparator(run).ifPresent(other -> {
                ratios.put(
                        run.name() + ".whole",
                        run.whole().rate() / other.whole().rate());
                ratios.put(
                        run.name() + ".warm", run.warm().rate() / other.warm().rate());
            });
        }
        for (Latency latency : latencies) {
            comparator(latency).ifPresent(other -> {
                ratios.put(latency.name() + ".p50", latency.p50() / other.p50());
                ratios.put(latency.name() + ".p99", latency.p99() / other.p99());
            });
        }
        return ratios;
    }

    private Optional<Run> comparator(Run run) {
        return runs.stream()
                .filter(other -> other.name().equals(BESIDE.get(run.name())))
                .findFirst();
    }

    private Optional<Latency> comparator(Latency latency) {
        return latencies.stream()
                .filter(other -> other.name().equals(BESIDE.get(latency.name())))
                .findFirst();
    }

    private String beside(Run run) {
        Map<String, Double> ratios = ratios();
        return comparator(run)
                .map(other -> "%.2f / %.2f of `%s`"
                        .formatted(ratios.get(run.name() + ".whole"), ratios.get(run.name() + ".warm"), other.name()))
                .orElse("");
    }

    private static String database(Run run) {
        double events = run.whole().events();
        return "%n`%s`: %,.0f bytes of WAL and %.4f transactions an event"
                .formatted(
                        run.name(),
                        run.database().walBytes() / events,
                        run.database().transactions() / events);
    }

    private static String quarters(Run run) {
        return "%n`%s`, quarter by quarter of the rows: %,.0f, %,.0f, %,.0f, %,.0f/s"
                .formatted(
                        run.name(),
                        run.part(0, 4).rate(),
                        run.part(1, 4).rate(),
                        run.part(2, 4).rate(),
                        run.part(3, 4).rate());
    }

    private String line(Latency latency) {
        return "| `%s` | %,d | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %s |"
                .formatted(
                        latency.name(),
                        latency.messages(),
                        latency.p50(),
                        latency.p99(),
                        latency.p999(),
                        latency.max(),
                        beside(latency));
    }

    private String beside(Latency latency) {
        Map<String, Double> ratios = ratios();
        return comparator(latency)
                .map(other -> "%.1f / %.1f times `%s`"
                        .formatted(
                                ratios.get(latency.name() + ".p50"), ratios.get(latency.name() + ".p99"), other.name()))
                .orElse("");
    }

    private String line(ColdStarts starts) {
        ColdStarts first = coldStarts.get(0);
        return "| %s | %s | %s |"
                .formatted(
                        starts.kind(),
                        starts.cells(),
                        starts == first
                                ? ""
                                : "%.2f / %.2f of %s"
                                        .formatted(
                                                starts.ready() / first.ready(),
                                                starts.firstEvent() / first.firstEvent(),
                                                first.kind()));
    }
}
