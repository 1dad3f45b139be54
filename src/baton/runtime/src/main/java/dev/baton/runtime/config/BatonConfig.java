package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** The configuration that Baton reads at run time. */
@ConfigMapping(prefix = "baton")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface BatonConfig {

    /** How events are delivered to functions. */
    DeliveryConfig delivery();

    /** How the database is used. */
    DatabaseConfig database();

    /** How the outbox is published. */
    RelayConfig relay();

    /** What happens to events that fail. */
    RetryConfig retry();

    /** Settings of individual functions, by function name. */
    Map<String, FunctionConfig> functions();

    /** How long events are remembered. */
    InboxConfig inbox();

    /** How people handle dead letters. */
    DeadLettersConfig deadLetters();

    /** The operations console. */
    ConsoleConfig console();

    /** How people find out what became of an event. */
    JournalConfig journal();

    /** How functions are triggered by a cron expression. */
    ScheduleConfig schedule();

    /** How code waits for a follow-up of an event. */
    RequestConfig request();

    /** How events are consumed from Kafka. */
    KafkaConfig kafka();

    /** How events are received over HTTP. */
    HttpConfig http();

    /** Where the application's events are described. */
    AsyncApiConfig asyncapi();

    /**
     * The components of the database schema that this application needs, and the minimum version of each. The component
     * {@code baton} is always needed.
     */
    Map<String, Integer> schema();
}
