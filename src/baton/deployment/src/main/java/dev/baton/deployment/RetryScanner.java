package dev.baton.deployment;

import dev.baton.runtime.catalog.DeclaredRetry;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.MethodInfo;

/** A scanner for the retry settings that functions declare, and for mistakes in them. */
final class RetryScanner {

    private final List<String> problems;

    RetryScanner(List<String> problems) {
        this.problems = problems;
    }

    DeclaredRetry of(MethodInfo method) {
        AnnotationInstance policy = method.annotation(Names.RETRY_POLICY);
        if (policy == null) {
            return DeclaredRetry.NOTHING;
        }
        DeclaredRetry declared = new DeclaredRetry(
                count(policy, method, "attemptsInPlace"),
                duration(policy, method, "delayInPlace"),
                count(policy, method, "attempts"),
                duration(policy, method, "delay"),
                duration(policy, method, "maxDelay"));
        if (declared.attempts() > 0 && declared.attempts() < declared.attemptsInPlace()) {
            problems.add("@RetryPolicy of function " + Names.describe(method) + " has attempts=" + declared.attempts()
                    + ", less than attemptsInPlace=" + declared.attemptsInPlace()
                    + ": attempts is the total number, including those in place");
        }
        return declared;
    }

    private int count(AnnotationInstance policy, MethodInfo method, String name) {
        AnnotationValue value = policy.value(name);
        if (value != null && value.asInt() < 1) {
            problems.add("@RetryPolicy of function " + Names.describe(method) + " must have " + name
                    + " of at least 1 but it was " + value.asInt() + ": leave it out to use the configured value");
            return 0;
        }
        return value == null ? 0 : value.asInt();
    }

    private Optional<Duration> duration(AnnotationInstance policy, MethodInfo method, String name) {
        AnnotationValue value = policy.value(name);
        if (value == null || value.asString().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(DurationConverter.parseDuration(value.asString()));
        } catch (IllegalArgumentException e) {
            problems.add("@RetryPolicy of function " + Names.describe(method) + " has " + name + "='" + value.asString()
                    + "', which is not a duration: write it as 200ms, 5s or 1m");
            return Optional.empty();
        }
    }
}
