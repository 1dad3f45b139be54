package dev.baton.runtime.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.config.BatonConfig;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoundLoopTest {

    private static final BatonConfig CONFIG = (BatonConfig) Proxy.newProxyInstance(
            BatonConfig.class.getClassLoader(), new Class<?>[] {BatonConfig.class}, (proxy, method, no) -> Map.of());

    @Test
    void anErrorEndsARoundButNotTheLoop() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(2);
        RoundLoop loop = new RoundLoop("test", new SchemaThatIsThere(), () -> {
            rounds.countDown();
            throw new StackOverflowError("told to");
        });

        loop.start();

        assertThat(rounds.await(20, TimeUnit.SECONDS)).isTrue();
        loop.stop();
    }

    private static final class SchemaThatIsThere extends SchemaCheck {
        SchemaThatIsThere() {
            super(null, null, CONFIG);
        }

        @Override
        public void awaitReady() {}
    }
}
