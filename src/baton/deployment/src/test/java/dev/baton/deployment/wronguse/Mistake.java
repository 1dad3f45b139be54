package dev.baton.deployment.wronguse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.deployment.BuildTimeScan;
import dev.baton.deployment.WrongUseException;
import java.util.stream.Stream;

/**
 * An application that the build must reject: the classes in {@code example}, with the events of {@link WrongUse}.
 * {@link RetryPolicyThatCannotBeReadTest} and {@link ScheduleThatIsNoCronTest} prove that what a scan rejects fails a
 * build.
 *
 * @param message texts that the rejection contains
 */
record Mistake(Class<?> example, String... message) {

    void assertRefused() {
        assertThatThrownBy(() -> BuildTimeScan.of(classes()))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContainingAll(message);
    }

    private Class<?>[] classes() {
        Stream<Class<?>> events = Stream.of(WrongUse.Started.class, WrongUse.Ended.class);
        return Stream.concat(Stream.of(example.getDeclaredClasses()), events).toArray(Class<?>[]::new);
    }

    @Override
    public String toString() {
        return example.getSimpleName();
    }
}
