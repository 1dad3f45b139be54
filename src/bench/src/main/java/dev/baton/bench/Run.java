package dev.baton.bench;

import dev.baton.bench.Watch.Sample;
import java.util.List;

/** One measured run, from its first published event to its last. */
record Run(String name, List<Sample> samples, Database database) {

    /** What the database wrote and committed from the start of the process to the end of the run. */
    record Database(long walBytes, long transactions) {

        Database since(Database before) {
            return new Database(walBytes - before.walBytes, transactions - before.transactions);
        }
    }

    /** A part of a run: events, seconds, and CPU seconds. */
    record Stretch(long events, double seconds, CpuTimes cpu) {

        double rate() {
            return events / seconds;
        }
    }

    Stretch whole() {
        Sample first = samples.get(0);
        return between(new Sample(first.nanos(), 0, first.cpu()), last());
    }

    /** Returns the CPU seconds of the process since it was started, including its start and its compiler threads. */
    double processSeconds() {
        return last().cpu().process();
    }

    /** Returns the second half of the events, when the JVM is warm. */
    Stretch warm() {
        return part(1, 2);
    }

    /** Returns part {@code index}, from 0, of {@code count} parts with the same number of events. */
    Stretch part(int index, int count) {
        return between(at(index * last().published() / count), at((index + 1) * last().published() / count));
    }

    private Sample at(long published) {
        return samples.stream()
                .filter(sample -> sample.published() >= published)
                .findFirst()
                .orElseGet(this::last);
    }

    private Sample last() {
        return samples.get(samples.size() - 1);
    }

    private static Stretch between(Sample from, Sample to) {
        return new Stretch(
                to.published() - from.published(),
                (to.nanos() - from.nanos()) / 1e9,
                to.cpu().since(from.cpu()));
    }
}
