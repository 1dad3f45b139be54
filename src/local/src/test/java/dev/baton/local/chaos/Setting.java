package dev.baton.local.chaos;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** What the command line or the POM may say of a run. */
final class Setting {

    private Setting() {}

    /** As {@code 60s} or {@code 10m}. */
    static Duration duration(String property, Duration otherwise) {
        String value = System.getProperty(property, "");
        return value.isEmpty() ? otherwise : Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
    }

    /** Another one each time, unless it is given. */
    static long seed(String property) {
        String value = System.getProperty(property, "");
        return value.isEmpty() ? new Random().nextInt(Integer.MAX_VALUE) : Long.parseLong(value);
    }
}
