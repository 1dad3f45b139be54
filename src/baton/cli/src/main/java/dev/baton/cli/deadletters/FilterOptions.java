package dev.baton.cli.deadletters;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that select dead letters. */
final class FilterOptions {

    @Option(names = "--namespace", paramLabel = "NAME", description = "Only dead letters of this namespace.")
    @Nullable
    String namespace;

    @Option(names = "--function", paramLabel = "NAME", description = "Only dead letters of this function.")
    @Nullable
    String function;

    @Option(
            names = "--error",
            paramLabel = "CLASS",
            description = "Only failures with this exception class, with or without its package.")
    @Nullable
    String error;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Only those that failed at this time or later, for example 2026-11-22T10:00:00Z.")
    @Nullable
    Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Only those that failed before this time.")
    @Nullable
    Instant to;

    boolean isEmpty() {
        return namespace == null && function == null && error == null && from == null && to == null;
    }

    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String value) {
            try {
                return Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "must be a time such as 2026-11-22T10:00:00Z but was '" + value + "'");
            }
        }
    }
}
