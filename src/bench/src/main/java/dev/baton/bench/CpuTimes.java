package dev.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CPU seconds used so far (Linux) by the measured process, the broker (this process), PostgreSQL, and the whole
 * machine.
 */
record CpuTimes(double process, double broker, double database, double machine) {

    private static final double TICKS_PER_SECOND = 100;

    static CpuTimes now(Process process, long postmaster) {
        try {
            double database = of(postmaster, true);
            for (ProcessHandle child : ProcessHandle.of(postmaster).stream()
                    .flatMap(ProcessHandle::children)
                    .toList()) {
                database += of(child.pid(), false);
            }
            return new CpuTimes(
                    of(process.pid(), false), of(ProcessHandle.current().pid(), false), database, machineBusy());
        } catch (IOException e) {
            return new CpuTimes(0, 0, 0, 0);
        }
    }

    CpuTimes since(CpuTimes before) {
        return new CpuTimes(
                process - before.process, broker - before.broker, database - before.database, machine - before.machine);
    }

    private static double of(long pid, boolean withEnded) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        if (withEnded) {
            ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double machineBusy() throws IOException {
        List<String> fields =
                List.of(Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split(" +"));
        long busy = 0;
        for (int i : new int[] {1, 2, 3, 6, 7}) {
            busy += Long.parseLong(fields.get(i));
        }
        return busy / TICKS_PER_SECOND;
    }
}
