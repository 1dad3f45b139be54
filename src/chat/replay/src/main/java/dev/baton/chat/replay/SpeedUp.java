package dev.baton.chat.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The factor by which messages are posted faster than in the log. The messages of one minute are spread evenly over it.
 */
record SpeedUp(double factor) {
    static final SpeedUp MAX = new SpeedUp(Double.POSITIVE_INFINITY);

    /** Returns the time at which each message is posted, counted from the first message. */
    List<Duration> due(List<LogLine> lines) {
        List<Duration> due = new ArrayList<>(lines.size());
        int start = 0;
        while (start < lines.size()) {
            int end = endOfMinute(lines, start);
            for (int i = start; i < end; i++) {
                double millis = lines.get(i).at().toMillis() + 60_000.0 * (i - start) / (end - start);
                due.add(Duration.ofMillis((long) (millis / factor)));
            }
            start = end;
        }
        return due;
    }

    private static int endOfMinute(List<LogLine> lines, int start) {
        int end = start;
        while (end < lines.size() && lines.get(end).at().equals(lines.get(start).at())) {
            end++;
        }
        return end;
    }

    static final class Converter implements ITypeConverter<SpeedUp> {
        @Override
        public SpeedUp convert(String value) {
            if ("max".equals(value)) {
                return MAX;
            }
            try {
                double factor = Double.parseDouble(value);
                if (factor > 0) {
                    return new SpeedUp(factor);
                }
            } catch (NumberFormatException e) {
                // Reported below.
            }
            throw new TypeConversionException("must be 'max' or a number greater than 0 but was '" + value + "'");
        }
    }
}
