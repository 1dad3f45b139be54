package dev.baton.triggers.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code Retry-After} header: seconds, or one of the three forms of an HTTP date (RFC 9110, 10.2.3 and 5.6.7). */
final class RetryAfter {

    private static final long LONGEST_SECONDS = Duration.ofDays(365).toSeconds();
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** Returns the requested wait: empty if the value can't be read, zero if the date has passed. */
    static Optional<Duration> read(String value, Instant now) {
        if (value.matches("\\d{1,18}")) {
            return Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(value), LONGEST_SECONDS)));
        }
        return DATES.stream()
                .flatMap(form -> date(value, form).stream())
                .findFirst()
                .map(date -> Duration.between(now, date))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Instant> date(String value, DateTimeFormatter form) {
        try {
            return Optional.of(Instant.from(form.parse(value)));
        } catch (DateTimeException ofAnotherForm) {
            return Optional.empty();
        }
    }
}
