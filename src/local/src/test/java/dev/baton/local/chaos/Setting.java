package dev.baton.local.chaos;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** The settings of a run, from the command line or the POM. */
final class Setting {

    private Setting() {}

    /** Returns a duration that is written as {@code 60s} or {@code 10m}. */
    static Duration duration(String property, Duration otherwise) {
        String value = System.getProperty(property, "");
        return value.isEmpty() ? otherwise : Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
    }

    /** Returns the given seed, or a random one. */
    static long seed(String property) {
        String value = System.getProperty(property, "");
        return value.isEmpty() ? new Random().nextInt(Integer.MAX_VALUE) : Long.parseLong(value);
    }
}
