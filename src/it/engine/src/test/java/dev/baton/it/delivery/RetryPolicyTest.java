package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.RetryPolicy;
import dev.baton.runtime.config.OnExhausted;
import dev.baton.runtime.retry.RetryTerms;
import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetryPolicyTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Called.class, Charged.class, Call.class, Charge.class))
            .overrideConfigKey("baton.devservices.broker.enabled", "false")
            .overrideConfigKey("baton.kafka.enabled", "false")
            .overrideConfigKey("baton.retry.attempts", "20")
            .overrideConfigKey("baton.functions.charge.retry.max-delay", "10s")
            .overrideConfigKey("baton.functions.charge.retry.on-exhausted", "continue");

    @EventType("policy.called.v1")
    record Called(@EventKey String name) {}

    @EventType("policy.charged.v1")
    record Charged(@EventKey String name) {}

    public static class Call {
        @Funq
        public void call(Called called) {}
    }

    public static class Charge {
        @Funq
        @RetryPolicy(attemptsInPlace = 1, delay = "7s", maxDelay = "2m")
        public void charge(Charged charged) {}
    }

    @Inject
    RetryTerms terms;

    @Test
    void aFunctionWithoutAPolicyIsTriedAgainAsConfigured() {
        RetryTerms.Terms call = terms.of("call");

        assertThat(call.attemptsInPlace()).isEqualTo(3);
        assertThat(call.attempts()).isEqualTo(20);
        assertThat(call.backoff().first()).isEqualTo(Duration.ofSeconds(1));
        assertThat(call.onExhausted()).isEqualTo(OnExhausted.HOLD);
    }

    @Test
    void itsOwnConfigurationGoesBeforeWhatItDeclaresAndThatBeforeTheRest() {
        RetryTerms.Terms charge = terms.of("charge");

        assertThat(charge.attemptsInPlace()).isEqualTo(1);
        assertThat(charge.attempts()).isEqualTo(20);
        assertThat(charge.backoff().first()).isEqualTo(Duration.ofSeconds(7));
        assertThat(charge.backoff().longest()).isEqualTo(Duration.ofSeconds(10));
        assertThat(charge.onExhausted()).isEqualTo(OnExhausted.CONTINUE);
    }
}
