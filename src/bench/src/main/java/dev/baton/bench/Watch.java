package dev.baton.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Watches a process from outside: how many events it has published, and what CPU it took. */
final class Watch {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DUE =
            "select count(*) from (select 1 from baton_outbox where not_before is null limit 1) o";

    private final Services services;
    private final long postmaster;
    private final long before;
    private final List<Sample> samples = new ArrayList<>();
    private long published;
    private long progress;

    /** Make it before the process starts: what is published from now on counts. */
    Watch(Services services) throws Exception {
        this.services = services;
        this.postmaster = services.number("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint");
        this.before = Services.sum(services.ends(Services.LOGGED));
    }

    /**
     * Until so many events are published and none is due any more, or the limit is over.
     *
     * @param limit from the first event on
     */
    Run until(String name, Launched process, long events, Duration limit) throws Exception {
        progress = System.nanoTime();
        do {
            Thread.sleep(LOOK.toMillis());
            process.requireAlive();
            look(process);
            if (System.nanoTime() - progress > PATIENCE.toNanos()) {
                throw new IllegalStateException("%s stopped at %d published events of %d; inbox %d, outbox %d: see %s"
                        .formatted(
                                name,
                                published,
                                events,
                                services.number("select count(*) from baton_inbox"),
                                services.number("select count(*) from baton_outbox"),
                                process.log()));
            }
        } while (samples.isEmpty() || !done(events, limit));
        return new Run(name, List.copyOf(samples));
    }

    private void look(Launched process) throws Exception {
        long now = Services.sum(services.ends(Services.LOGGED)) - before;
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

    /** What was seen at one time. */
    record Sample(long nanos, long published, CpuTimes cpu) {}
}
