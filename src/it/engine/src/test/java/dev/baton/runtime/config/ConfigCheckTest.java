package dev.baton.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigCheckTest {

    /** The settings that have only a minimum, which is not above 0. */
    private static final List<String> MAY_BE_ZERO = List.of(
            "baton.retry.parked-too-long",
            "baton.retry.unattended-after",
            "baton.inbox.expiry-interval",
            "baton.dead-letters.expiry-interval",
            "baton.journal.expiry-interval",
            "baton.http.drain-timeout",
            "baton.kafka.drain-timeout");

    @Test
    void theDefaultsAreFine() {
        assertThat(problems(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "baton.delivery.concurrency, 0, must be from 1",
        "baton.delivery.batch-size, 0, must be from 1",
        "baton.delivery.batch-size, -5, must be from 1",
        "baton.delivery.batch-size, 2147483647, to 10000",
        "baton.http.max-in-flight, 0, must be from 1",
        "baton.database.answer-timeout, 10ms, must be from 1000ms",
        "baton.database.idle-timeout, 0, must be from 1000ms",
        "baton.http.path, events, must begin with /",
        "baton.http.oidc-audience, ' ', must name an audience",
        "baton.http.oidc-issuer, https://issuer.example, has no effect without baton.http.oidc-audience",
        "baton.http.oidc-subjects, system:serviceaccount:shop:*, has no effect without baton.http.oidc-audience",
        "baton.relay.sink-concurrency, 0, must be from 1",
        "baton.inbox.retention, PT0S, must be from 1ms",
        "baton.dead-letters.retention, PT0S, must be from 1ms",
        "baton.inbox.retention, -1d, must be from 1ms",
        "baton.inbox.retention, 200000d, to 36500d",
        "baton.retry.delay, -1s, must be from 1ms",
        "baton.retry.attempts, 0, must be from 1",
        "baton.functions.ship.retry.attempts, 0, must be from 1",
        "baton.functions.ship.retry.delay, -1s, must be from 1ms",
        "baton.schedule.poll-interval, 0, must be from 10ms",
        "baton.relay.poll-interval, 0, must be from 10ms",
        "baton.kafka.partitions, 0, must be from 1",
        "baton.request.max-waiting, -1, must be from 1",
        "baton.http.max-body-size, 0, must be from 1 byte",
        "baton.delivery.max-event-size, 2G, to 1G",
        "baton.schema.chat, 0, must be from 1",
    })
    void aValueOutsideItsRangeIsNamedWithItsPlace(String setting, String value, String needed) {
        assertThat(problems(Map.of(setting, value)))
                .singleElement()
                .asString()
                .contains(setting + " is ", needed, "(set in PropertiesConfigSource[source=a test])");
    }

    @ParameterizedTest
    @CsvSource({
        "https://issuer.example, true",
        "https://issuer.example:8443/realms/shop, true",
        "http://localhost:8080, true",
        "http://127.0.0.1:8080, true",
        "http://issuer.example, false",
        "issuer.example, false",
        "https://issuer.example?a=b, false",
        "https:// issuer, false",
        "file:///issuer, false"
    })
    void tokensComeFromAnIssuerThatProvesWhoItIs(String issuer, boolean fine) {
        List<String> problems = problems(Map.of("baton.http.oidc-audience", "shop", "baton.http.oidc-issuer", issuer));

        assertThat(problems.isEmpty()).as(problems.toString()).isEqualTo(fine);
        assertThat(problems).allSatisfy(problem -> assertThat(problem).contains(issuer, "must be an https address"));
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        assertThat(problems(Map.of("baton.retry.attempts", "0", "baton.relay.batch-size", "0")))
                .hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("limited")
    void everySettingHasALeastValue(String setting, boolean duration) {
        String name = setting.replace("*", "ship");
        assertThat(problems(Map.of(name, duration ? "-1s" : "-1"))).hasSize(1);
        assertThat(problems(Map.of(name, "0"))).hasSize(MAY_BE_ZERO.contains(setting) ? 0 : 1);
    }

    /** All settings that are numbers or times. A negative size is rejected by its converter. */
    static Stream<Object[]> limited() {
        return ConfigMappings.getProperties(ConfigClass.configClass(BatonConfig.class)).entrySet().stream()
                .map(setting ->
                        new Object[] {setting.getKey(), type(setting.getValue().getMethod())})
                .filter(setting -> List.of(int.class, Integer.class, Short.class, Duration.class)
                        .contains(setting[1]))
                .map(setting -> new Object[] {setting[0], setting[1] == Duration.class});
    }

    private static Class<?> type(Method getter) {
        return getter.getGenericReturnType() instanceof ParameterizedType optional
                        && optional.getActualTypeArguments()[0] instanceof Class<?> type
                ? type
                : getter.getReturnType();
    }

    @Test
    void sizesHaveUnits() {
        Map<String, String> settings = Map.of("baton.http.max-body-size", "1M", "baton.relay.batch-bytes", "2048");
        BatonConfig config = source(settings).getConfigMapping(BatonConfig.class);

        assertThat(config.http().maxBodySize().asLongValue()).isEqualTo(1024 * 1024);
        assertThat(config.relay().batchBytes().orElseThrow().asLongValue()).isEqualTo(2048);
        assertThatThrownBy(() -> source(Map.of("baton.http.max-body-size", "-1")))
                .hasMessageContainingAll("baton.http.max-body-size", "-1");
    }

    private static List<String> problems(Map<String, String> settings) {
        SmallRyeConfig source = source(settings);
        return ConfigCheck.problems(source.getConfigMapping(BatonConfig.class), source);
    }

    private static SmallRyeConfig source(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "a test", 100))
                .withMapping(BatonConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .addDefaultInterceptors()
                .build();
    }
}
