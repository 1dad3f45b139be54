package dev.baton.it.delivery;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The start of an application fails after Baton has begun to work: nothing of it goes on in the process. */
class FailedStartTest {

    private static final Pattern WORKING = Pattern.compile("(baton-|smallrye-kafka-consumer-).*");
    private static final Set<Thread> OF_OTHERS = new HashSet<>();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .setBeforeAllCustomizer(() -> OF_OTHERS.addAll(working()))
            .withApplicationRoot(jar -> jar.addClasses(Holding.CLASSES).addClass(FailsAtStart.class))
            .assertException(failure -> {
                assertThat(failure).hasMessage("this start fails; threads that work: true");
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(working()).isSubsetOf(OF_OTHERS));
            });

    @Test
    void itDoesNotStart() {
        fail("it has started");
    }

    private static Set<Thread> working() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> WORKING.matcher(thread.getName()).matches())
                .collect(toSet());
    }

    /** Observes the start after everybody else. */
    @Singleton
    static class FailsAtStart {

        void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 900) StartupEvent event) {
            boolean working = Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().startsWith("baton-relay"));
            throw new IllegalStateException("this start fails; threads that work: " + working);
        }
    }
}
