package dev.baton.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The observation of a process from outside: its progress and its CPU time. */
final class Watch {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DUE =
            "select count(*) from (select 1 from baton_outbox where not_before is null limit 1) o";

    /** The number of events that the process has finished, according to the broker. */
    private interface Progress {
        long now() throws Exception;
    }

    private final Services services;
    private final Progress finished;
    private final long postmaster;
    private final long before;
    private final Run.Database databaseBefore;
    private final List<Sample> samples = new ArrayList<>();
    private long published;
    private long progress;

    private Watch(Services services, Progress finished) throws Exception {
        this.services = services;
        this.finished = finished;
        this.postmaster = services.number("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint");
        this.before = finished.now();
        this.databaseBefore = database();
    }

    /**
     * Watches the events that the process publishes. Create it before the process starts, because counting begins now.
     */
    static Watch published(Services services) throws Exception {
        return new Watch(services, () -> Services.sum(services.ends(Services.LOGGED)));
    }

    /** Watches the offsets that a consumer group commits. Create it before the process starts. */
    static Watch committed(Services services, String group) throws Exception {
        return new Watch(services, () -> Services.sum(services.committed(group)));
    }

    /**
     * Watches until the given number of events is finished and none is due any more, or until the limit has passed.
     *
     * @param limit starts with the first event
     */
    Run until(String name, Launched process, long events, Duration limit) throws Exception {
        progress = System.nanoTime();
        do {
            Thread.sleep(LOOK.toMillis());
            process.requireAlive();
            look(process);
            if (System.nanoTime() - progress > PATIENCE.toNanos()) {
                throw new IllegalStateException("%s stopped at %d finished events of %d; inbox %d, outbox %d: see %s"
                        .formatted(
                                name,
                                published,
                                events,
                                services.number("select count(*) from baton_inbox"),
                                services.number("select count(*) from baton_outbox"),
                                process.log()));
            }
        } while (samples.isEmpty() || !done(events, limit));
        return new Run(name, List.copyOf(samples), database().since(databaseBefore));
    }

    private Run.Database database() throws Exception {
        services.execute("select pg_stat_force_next_flush()");
        return new Run.Database(
                services.number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"),
                services.number("select xact_commit from pg_stat_database where datname = current_database()"));
    }

    private void look(Launched process) throws Exception {
        long now = finished.now() - before;
        if (now > published) {
            published = now;
            progress = System.nanoTime();
        }
        if (published > 0) {
            samples.add(new Sample(System.nanoTime(), published, CpuTimes.now(process.process(), postmaster)));
        }
    }

    private boolean done(long events, Duration limit) throws Exception {
        Sample last = samples.get(samples.size() - 1);
        return last.nanos() - samples.get(0).nanos() > limit.toNanos()
                || last.published() >= events && services.number(DUE) == 0;
    }

    /** An observation at one time. */
    record Sample(long nanos, long published, CpuTimes cpu) {}
}
