package dev.baton.deployment.wronguse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventType;
import dev.baton.deployment.WrongUseException;
import io.quarkus.test.QuarkusUnitTest;
import java.util.Arrays;

/** An application whose build must fail. */
final class WrongUse {

    @EventType("wrong.use.started.v1")
    record Started(String name) {}

    @EventType("wrong.use.ended.v1")
    record Ended(String name) {}

    private WrongUse() {}

    /** An application of these classes, which the build rejects with a message that contains all of this. */
    static QuarkusUnitTest of(Class<?>[] classes, String... message) {
        return new QuarkusUnitTest()
                .withApplicationRoot(
                        jar -> jar.addClasses(classes).addClasses(WrongUse.class, Started.class, Ended.class))
                .assertException(failure -> assertThat(wrongUse(failure))
                        .as("cause: %s", failure)
                        .isNotNull()
                        .hasMessageContainingAll(message));
    }

    static Class<?>[] classes(Class<?>... classes) {
        return Arrays.copyOf(classes, classes.length);
    }

    private static Throwable wrongUse(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !cause.getClass().getName().equals(WrongUseException.class.getName())) {
            cause = cause.getCause();
        }
        return cause;
    }
}
