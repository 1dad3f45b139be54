package dev.baton.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** All starts of one kind. */
record ColdStarts(String kind, List<One> starts) {

    /**
     * One start, in milliseconds since the process was started.
     *
     * @param startedIn the time that Quarkus logs
     * @param cpu CPU time of the process when it was ready and the event was committed; other load on the machine
     *     affects it least
     */
    record One(double ready, double firstEvent, double startedIn, double cpu) {}

    double ready() {
        return median(One::ready);
    }

    double firstEvent() {
        return median(One::firstEvent);
    }

    /** Returns the median and range of each figure, as cells of a table. */
    String cells() {
        return "%d | %s | %s | %s | %s"
                .formatted(
                        starts.size(), cell(One::ready), cell(One::firstEvent), cell(One::startedIn), cell(One::cpu));
    }

    private String cell(ToDoubleFunction<One> figure) {
        var range = starts.stream().mapToDouble(figure).summaryStatistics();
        return "%,.0f ms (%,.0f to %,.0f)".formatted(median(figure), range.getMin(), range.getMax());
    }

    private double median(ToDoubleFunction<One> figure) {
        double[] sorted = starts.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
