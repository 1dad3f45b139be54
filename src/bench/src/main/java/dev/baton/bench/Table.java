package dev.baton.bench;

import java.util.List;

/** The table that a person reads. CPU is in microseconds an event. */
final class Table {

    private Table() {}

    static void print(List<Run> runs) {
        Run byHand = runs.stream()
                .filter(run -> run.name().equals("hand-written"))
                .findFirst()
                .orElse(null);
        System.out.println();
        for (Run run : runs) {
            String ratio = byHand == null
                    ? ""
                    : " | of hand-written: %.2f (warm %.2f)"
                            .formatted(run.rate() / byHand.rate(), run.warmRate() / byHand.warmRate());
            System.out.println(line(run) + ratio);
        }
    }

    static String line(Run run) {
        CpuTimes cpu = run.warmCpu();
        double micros = 1e6 / run.warmEvents();
        double others = cpu.machine() - cpu.process() - cpu.database() - cpu.broker();
        return ("%-12s %,9d events in %5.1f s = %,6.0f/s (history %5.1f s) | warm half %,6.0f/s,"
                        + " us of CPU an event: process %3.0f database %3.0f broker %3.0f | others took %2.0f%% of a core")
                .formatted(
                        run.name(),
                        run.events(),
                        run.seconds(),
                        run.rate(),
                        run.historySeconds(),
                        run.warmRate(),
                        cpu.process() * micros,
                        cpu.database() * micros,
                        cpu.broker() * micros,
                        100 * others / run.warmSeconds());
    }
}
