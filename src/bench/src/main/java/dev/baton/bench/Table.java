package dev.baton.bench;

import java.util.List;

/** The table that a person reads. CPU is in microseconds an event. */
final class Table {

    private static final String HEAD = "%-14s %9s %9s %9s %9s %7s | %8s %8s %8s %8s | %s%n";

    private Table() {}

    static void print(List<Run> runs) {
        double byHand = runs.stream()
                .filter(run -> run.name().equals("hand-written"))
                .mapToDouble(Run::rate)
                .findFirst()
                .orElse(Double.NaN);
        System.out.printf(
                HEAD, "row", "events", "seconds", "events/s", "warm/s", "ratio", "process", "database", "broker", "others", "load");
        for (Run run : runs) {
            System.out.println(line(run) + "   x%.2f".formatted(run.rate() / byHand));
        }
    }

    static String line(Run run) {
        CpuTimes cpu = run.cpu();
        double micros = 1e6 / run.events();
        double others = cpu.machine() - cpu.process() - cpu.database() - cpu.broker();
        return "%-14s %9d %9.1f %9.0f %9.0f   history %.1f s | cpu us/event: process %.0f database %.0f broker %.0f | other load %.0f%% of a core"
                .formatted(
                        run.name(),
                        run.events(),
                        run.seconds(),
                        run.rate(),
                        run.warmRate(),
                        run.historySeconds(),
                        cpu.process() * micros,
                        cpu.database() * micros,
                        cpu.broker() * micros,
                        100 * others / run.seconds());
    }
}
