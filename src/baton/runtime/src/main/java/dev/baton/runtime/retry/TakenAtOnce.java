package dev.baton.runtime.retry;

import dev.baton.runtime.memory.HeapShare;

/**
 * The bounds of the events that are taken from the retry table at once, all of which are in memory until they are
 * settled.
 *
 * @param events the maximum number
 * @param bytes the size of their data after which no further event is taken
 */
record TakenAtOnce(int events, long bytes) {

    /**
     * Takes the first due events with {@code $2} and {@code $6} as bounds, but always one if any is due. Looks at each
     * function by itself, because many events of a function that runs elsewhere may be due.
     */
    static final String TAKE_DUE = """
            with due as materialized (
                select of_function.* from unnest($4::text[]) as f (function) cross join lateral (
                    select id, due_at, octet_length(data) as bytes from baton_retry
                    where namespace = $1 and due_at <= now() and function = f.function
                      and (needs_type is null or needs_type = any($5::text[]))
                    order by due_at limit $2 for update skip locked) as of_function
                order by of_function.due_at limit $2),
            taken as (select id, sum(bytes) over (order by due_at, id) - bytes as bytes_before from due)
            update baton_retry set due_at = now() + make_interval(secs => $3)
            where id in (select id from taken where bytes_before < $6)
            returning id, function, key, attributes, data, origin, attempts, first_failed_at, due_at""";

    private static final int EVENTS = 20;
    private static final HeapShare BYTES = new HeapShare(32, 1024 * 1024, 8 * 1024 * 1024);

    /** Returns the bounds in this process. */
    static TakenAtOnce here() {
        return new TakenAtOnce(EVENTS, BYTES.here());
    }
}
