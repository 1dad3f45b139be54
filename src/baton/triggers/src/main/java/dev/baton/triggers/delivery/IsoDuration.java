package dev.baton.triggers.delivery;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ISO-8601 durations as in Knative's delivery specs: weeks, days, hours, minutes, and seconds with an optional
 * fraction.
 */
public final class IsoDuration {

    private static final Pattern FORM = Pattern.compile(
            "P(?=.)(?:(\\d+)W)?(?:(\\d+)D)?(?:T(?=.)(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:[.,]\\d{1,9})?)S)?)?");

    private IsoDuration() {}

    /**
     * @throws IllegalArgumentException if the text is not a duration, or has years or months, whose length depends on
     *     the date
     */
    public static Duration parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw refused(text, null);
        }
        try {
            return Duration.ofDays(
                            Math.addExact(Math.multiplyExact(7L, number(parts.group(1))), number(parts.group(2))))
                    .plusHours(number(parts.group(3)))
                    .plusMinutes(number(parts.group(4)))
                    .plus(seconds(parts.group(5)));
        } catch (ArithmeticException | NumberFormatException | DateTimeException tooLarge) {
            throw refused(text, tooLarge);
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Duration seconds(String digits) {
        BigDecimal seconds = digits == null ? BigDecimal.ZERO : new BigDecimal(digits.replace(',', '.'));
        return Duration.ofSeconds(seconds.toBigInteger().longValueExact())
                .plusNanos(seconds.remainder(BigDecimal.ONE).movePointRight(9).longValueExact());
    }

    private static IllegalArgumentException refused(String text, @Nullable RuntimeException cause) {
        return new IllegalArgumentException(
                "must be an ISO-8601 duration of weeks, days, hours, minutes and seconds such as PT0.5S, but was '%s'"
                        .formatted(text),
                cause);
    }
}
