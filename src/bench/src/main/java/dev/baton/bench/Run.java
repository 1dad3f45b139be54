package dev.baton.bench;

import java.time.Duration;

/**
 * One measured run: how many events were published within how many seconds from the first to the last, the same until the
 * history was complete; then the second half alone, when the JVM is warm: its events, seconds and CPU.
 */
record Run(
        String name,
        long events,
        double seconds,
        double historySeconds,
        long warmEvents,
        double warmSeconds,
        CpuTimes warmCpu) {

    private static final Duration LOOK = Duration.ofMillis(100);

    double rate() {
        return events / seconds;
    }

    double warmRate() {
        return warmEvents / warmSeconds;
    }

    /** Watches until the events are published and the outbox is empty, or the limit is over. */
    static Run watch(String name, Services services, Process process, long events, Duration limit) throws Exception {
        long before = Services.sum(services.ends(Services.LOGGED));
        long postmaster = services.number("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint");
        long started = System.nanoTime();
        long first = 0;
        long half = 0;
        long halfPublished = 0;
        long history = 0;
        long published = 0;
        CpuTimes cpu = CpuTimes.now(process, postmaster);
        boolean done = false;
        while (!done) {
            Thread.sleep(LOOK.toMillis());
            published = Services.sum(services.ends(Services.LOGGED)) - before;
            long now = System.nanoTime();
            if (first == 0 && published > 0) {
                first = now - LOOK.toNanos() / 2;
            }
            if (first > 0 && half == 0 && (published >= events / 2 || now - first > limit.toNanos() / 2)) {
                half = now;
                cpu = CpuTimes.now(process, postmaster);
                halfPublished = published;
            }
            if (history == 0
                    && first > 0
                    && services.number("select coalesce(sum(last_seq), 0) from chat_room_sequence") >= events) {
                history = now;
            }
            if (!process.isAlive()
                    || first == 0 && now - started > Duration.ofMinutes(2).toNanos()) {
                throw new IllegalStateException(name + " published nothing or died: see its log baton-bench-*.log");
            }
            done = first > 0
                    && (published >= events && services.number("select count(*) from baton_outbox") == 0
                            || now - first > limit.toNanos());
        }
        long end = System.nanoTime();
        return new Run(
                name,
                published,
                seconds(end - first),
                history == 0 ? Double.NaN : seconds(history - first),
                published - halfPublished,
                seconds(end - half),
                CpuTimes.now(process, postmaster).since(cpu));
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
