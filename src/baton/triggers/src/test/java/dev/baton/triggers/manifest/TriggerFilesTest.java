package dev.baton.triggers.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.triggers.delivery.Backoff;
import dev.baton.triggers.delivery.BrokerClass;
import dev.baton.triggers.delivery.DeliverySpec;
import dev.baton.triggers.error.TriggersException;
import dev.baton.triggers.filter.Filter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TriggerFilesTest {

    private static final String TRIGGER = """
            apiVersion: eventing.knative.dev/v1
            kind: Trigger
            metadata:
              name: %s
              labels: {app: chat}
            spec:
              broker: default
            """;
    private static final String TO_SERVICE =
            "  subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: ship}}\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(BrokerClass.class)
    void readsAWholeTriggerAndPassesOtherResourcesOver(BrokerClass brokerClass) throws IOException {
        write("base/one.yaml", TRIGGER.formatted("one") + TO_SERVICE + """
                          filter: {attributes: {type: a, source: ""}}
                          delivery:
                            retry: 5
                            backoffPolicy: exponential
                            backoffDelay: PT0.2S
                            timeout: PT3S
                            retryAfterMax: PT1M
                            format: json
                            deadLetterSink: {ref: {kind: Service, name: letters}, uri: /in}
                        ---
                        apiVersion: serving.knative.dev/v1
                        kind: Service
                        metadata: {name: ship, anything: else}
                        ---
                        """);

        Trigger one = only(read(brokerClass));
        boolean channel = brokerClass == BrokerClass.MT_CHANNEL;

        assertThat(one.name()).isEqualTo("one");
        assertThat(one.subscriber()).isEqualTo(URI.create("http://localhost/f/ship"));
        assertThat(one.filter()).isEqualTo(new Filter.Attributes(Map.of("type", "a", "source", "")));
        assertThat(one.delivery())
                .isEqualTo(new DeliverySpec(
                        5,
                        new Backoff(Backoff.Policy.EXPONENTIAL, Duration.ofMillis(200), brokerClass.firstRetry()),
                        Duration.ofSeconds(3),
                        channel ? Optional.of(Duration.ofMinutes(1)) : Optional.empty(),
                        Optional.of(URI.create("http://localhost/in")),
                        channel));
    }

    @Test
    void readsEveryDialectAndLetsFiltersWinOverFilter() throws IOException {
        write("a.yml", TRIGGER.formatted("one") + TO_SERVICE + """
                          filter: {attributes: {type: ignored}}
                          filters:
                            - exact: {type: a}
                            - any:
                                - prefix: {subject: x, source: /}
                                - not: {suffix: {id: z}}
                            - all:
                                - cesql: "EXISTS id"
                        """);

        assertThat(only(read()).filter()).isInstanceOfSatisfying(Filter.All.class, all -> {
            assertThat(all.filters().get(0)).isEqualTo(new Filter.Exact(Map.of("type", "a")));
            assertThat(all.filters().get(1))
                    .isEqualTo(new Filter.Any(List.of(
                            new Filter.Prefix(Map.of("subject", "x", "source", "/")),
                            new Filter.Not(new Filter.Suffix(Map.of("id", "z"))))));
            assertThat(all.filters().get(2)).isInstanceOf(Filter.All.class);
        });
    }

    @Test
    void aTriggerWithoutFilterAndDeliveryWantsAllAndTriesOnce() throws IOException {
        write("a.yaml", TRIGGER.formatted("one") + "  filters: []\n  subscriber: {uri: \"http://localhost:1/x\"}\n");

        assertThat(read())
                .containsExactly(new Trigger(
                        "one", new Filter.Everything(), URI.create("http://localhost:1/x"), DeliverySpec.NONE, false));
    }

    /** How Knative's reconcilers of the two classes come to the delivery of a Trigger, of which the Broker has one, too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            KAFKA      | -                                                     | 3 | LINEAR      | PT4S | PT9S  | http://b/
            KAFKA      | {retry: 1}                                            | 1 | EXPONENTIAL | PT1S | PT9S  | http://b/
            KAFKA      | {retry: 0}                                            | 3 | EXPONENTIAL | PT1S | PT9S  | http://b/
            KAFKA      | {timeout: PT2S}                                       | 3 | EXPONENTIAL | PT4S | PT2S  | http://b/
            KAFKA      | {backoffDelay: PT7S}                                  | 3 | LINEAR      | PT4S | PT9S  | http://b/
            KAFKA      | {retry: 5, backoffDelay: PT7S, backoffPolicy: linear} | 5 | LINEAR      | PT7S | PT9S  | http://b/
            KAFKA      | {deadLetterSink: {uri: "http://t/"}}                  | 3 | EXPONENTIAL | PT4S | PT9S  | http://t/
            MT_CHANNEL | -                                                     | 3 | LINEAR      | PT4S | PT9S  | http://b/
            MT_CHANNEL | {retry: 1}                                            | 1 | LINEAR      | PT0S | PT10M | http://b/
            MT_CHANNEL | {retry: 5, backoffDelay: PT7S, backoffPolicy: linear} | 5 | LINEAR      | PT7S | PT10M | http://b/
            MT_CHANNEL | {deadLetterSink: {uri: "http://t/"}}                  | 0 | LINEAR      | PT0S | PT10M | http://t/
            """)
    void theDeliveryOfABrokerAndOfItsTriggerAreCombinedAsTheClassDoes(
            BrokerClass brokerClass,
            String own,
            int retries,
            Backoff.Policy policy,
            Duration delay,
            Duration timeout,
            URI letters)
            throws IOException {
        write(
                "broker.yaml",
                broker(
                        "default",
                        "{retry: 3, backoffPolicy: linear, backoffDelay: PT4S, timeout: PT9S, deadLetterSink: {uri: \"http://b/\"}}"));
        write("other.yaml", broker("other", "{retry: 99}"));
        write("one.yaml", TRIGGER.formatted("one") + TO_SERVICE + (own == null ? "" : "  delivery: " + own + "\n"));

        DeliverySpec delivery = only(read(brokerClass)).delivery();

        int first = delay.isZero() ? 0 : brokerClass.firstRetry();
        assertThat(delivery)
                .isEqualTo(new DeliverySpec(
                        retries,
                        new Backoff(policy, delay, first),
                        timeout,
                        Optional.empty(),
                        Optional.of(letters),
                        false));
    }

    @Test
    void theClassIsTheOneThatIsAskedForElseThatOfTheBrokerElseKafka() throws IOException {
        write("one.yaml", TRIGGER.formatted("one") + TO_SERVICE);
        assertThat(files(Optional.empty()).brokerClass()).isEqualTo(BrokerClass.KAFKA);

        write("broker.yaml", annotated("{eventing.knative.dev/broker.class: MTChannelBasedBroker}"));
        assertThat(files(Optional.empty()).brokerClass()).isEqualTo(BrokerClass.MT_CHANNEL);
        assertThat(files(Optional.of(BrokerClass.KAFKA)).brokerClass()).isEqualTo(BrokerClass.KAFKA);

        write("broker.yaml", annotated("{eventing.knative.dev/broker.class: RabbitMQBroker}"));
        assertRefused(
                "broker.yaml, Broker default, metadata.annotations.eventing.knative.dev/broker.class: must be Kafka "
                        + "or MTChannelBasedBroker");
    }

    @ParameterizedTest
    @CsvSource({"KAFKA,ordered,true", "KAFKA,unordered,false", "MT_CHANNEL,ordered,false"})
    void onlyKafkaKeepsAnOrderAndOnlyIfTheTriggerAsksForIt(BrokerClass brokerClass, String order, boolean ordered)
            throws IOException {
        String trigger = TRIGGER.formatted("one").replace("labels: {app: chat}", "annotations: {%s: %s}") + TO_SERVICE;
        write("one.yaml", trigger.formatted("kafka.eventing.knative.dev/delivery.order", order));
        write("two.yaml", TRIGGER.formatted("two") + TO_SERVICE);

        assertThat(read(brokerClass)).extracting(Trigger::ordered).containsExactly(ordered, false);

        write("one.yaml", trigger.formatted("kafka.eventing.knative.dev/delivery.order", "sorted"));
        assertRefused("must be ordered or unordered but was 'sorted'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            delivery: {retrys: 1}                         | spec.delivery.retrys: is unknown; known fields are
            delivery: {retry: -1}                         | spec.delivery.retry: must not be negative but was -1
            delivery: {retry: "3"}                        | spec.delivery.retry:
            delivery: {backoffDelay: 1s}                  | spec.delivery.backoffDelay: must be an ISO-8601 duration
            delivery: {backoffPolicy: random}             | spec.delivery.backoffPolicy: must be one of [exponential, linear] but was 'random'
            delivery: {timeout: PT0S}                     | spec.delivery.timeout: must be longer than zero
            delivery: {format: xml}                       | spec.delivery.format: must be one of [binary, json] but was 'xml'
            delivery: {deadLetterSink: {}}                | spec.delivery.deadLetterSink: must have ref or uri
            delivery: {deadLetterSink: {uri: /x}}         | spec.delivery.deadLetterSink.uri: must be an absolute http URL
            delivery: {deadLetterSink: {uri: "http://x", CACerts: y}} | spec.delivery.deadLetterSink.CACerts: is not supported
            delivery: {deadLetterSink: {ref: {kind: Service, name: nobody}}} | spec.delivery.deadLetterSink.ref: has no address on this machine: Service nobody; name one (--subscriber nobody=URL)
            brokerRef: {name: x}                          | spec.brokerRef: is not supported
            filtr: {}                                     | spec.filtr: is unknown
            filter: {attributes: {Type: a}}               | spec.filter.attributes.Type: is not an attribute name
            filter: {attributes: {type: 1}}               | spec.filter.attributes.type:
            filters: [{}]                                 | spec.filters[0]: must have exactly one of exact, prefix, suffix, all, any, not, cesql, but has 0
            filters: [{exact: {type: a}, cesql: "TRUE"}]  | spec.filters[0]: must have exactly one of exact, prefix, suffix, all, any, not, cesql, but has 2
            filters: [{exact: {}}]                        | spec.filters[0].exact: must have at least one attribute
            filters: [{prefix: {type: ""}}]               | spec.filters[0].prefix.type: must not be empty
            filters: [{any: []}]                          | spec.filters[0].any: must have at least one filter
            filters: [{not: {all: [{cesql: "type ="}]}}]  | spec.filters[0].not.all[0].cesql: can't be read as CloudEvents SQL
            filters: [{cesql: ""}]                        | spec.filters[0].cesql: can't be read as CloudEvents SQL
            filters: [{regex: {type: a}}]                 | spec.filters[0].regex: is unknown
            """)
    void refusesWithFileAndField(String line, String message) throws IOException {
        write("base/a.yaml", TRIGGER.formatted("one") + TO_SERVICE + "  " + line + "\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(TriggersException.class)
                .hasMessageStartingWith(directory.resolve("base/a.yaml") + ", Trigger one, " + message);
    }

    @Test
    void refusesATriggerWithoutSubscriberOrBroker() throws IOException {
        write("a.yaml", TRIGGER.formatted("one"));
        assertRefused("spec.subscriber: must be there");

        write("a.yaml", (TRIGGER.formatted("one") + TO_SERVICE).replace("  broker: default\n", ""));
        assertRefused("spec.broker: must be there");

        write("a.yaml", "apiVersion: eventing.knative.dev/v1\nkind: Trigger\nmetadata: {name: one}\n");
        assertRefused("spec.broker: must be there");

        write("a.yaml", TRIGGER.formatted("''") + TO_SERVICE);
        assertRefused("metadata.name: must be there");
    }

    @Test
    void refusesAnotherVersionANameTwiceAndASecondBroker() throws IOException {
        write("a.yaml", (TRIGGER.formatted("one") + TO_SERVICE).replace("dev/v1", "dev/v1beta1"));
        assertRefused("apiVersion: must be eventing.knative.dev/v1 but was eventing.knative.dev/v1beta1");

        write("a.yaml", TRIGGER.formatted("one") + TO_SERVICE);
        write("b.yaml", TRIGGER.formatted("one") + TO_SERVICE);
        assertRefused("b.yaml, Trigger one, metadata.name: is the name of another Trigger, too");

        write("b.yaml", (TRIGGER.formatted("two") + TO_SERVICE).replace("default", "other"));
        assertRefused("b.yaml, Trigger two, spec.broker: is 'other', but other Triggers are of 'default'");
    }

    @Test
    void refusesWhatIsNoYamlAndADirectoryWithoutTriggers() throws IOException {
        assertRefused("There is no Trigger of eventing.knative.dev/v1 in the YAML files of " + directory);

        write("a.yaml", "a: [");
        assertRefused("a.yaml: can't be read as YAML");

        write("a.yaml", TRIGGER.formatted("one") + TO_SERVICE + "  broker: again\n");
        assertRefused("a.yaml: can't be read as YAML");
    }

    @Test
    void refusesADirectoryThatIsNotThere() {
        assertThatThrownBy(() ->
                        TriggerFiles.in(directory.resolve("gone"), reference -> Optional.empty(), Optional.empty()))
                .isInstanceOf(TriggersException.class)
                .hasMessageContaining("gone");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::read).isInstanceOf(TriggersException.class).hasMessageContaining(message);
    }

    private List<Trigger> read() {
        return files(Optional.empty()).triggers();
    }

    private List<Trigger> read(BrokerClass brokerClass) {
        return files(Optional.of(brokerClass)).triggers();
    }

    private TriggerFiles files(Optional<BrokerClass> brokerClass) {
        return TriggerFiles.in(
                directory,
                reference -> reference.name().equals("nobody")
                        ? Optional.empty()
                        : Optional.of(URI.create("http://localhost/f/" + reference.name())),
                brokerClass);
    }

    private static String annotated(String annotations) {
        return "apiVersion: eventing.knative.dev/v1\nkind: Broker\nmetadata: {name: default, annotations: %s}\n"
                .formatted(annotations);
    }

    private static Trigger only(List<Trigger> triggers) {
        assertThat(triggers).hasSize(1);
        return triggers.get(0);
    }

    private static String broker(String name, String delivery) {
        return "apiVersion: eventing.knative.dev/v1\nkind: Broker\nmetadata: {name: %s}\nspec: {config: {name: x}, delivery: %s}\n"
                .formatted(name, delivery);
    }

    private void write(String file, String content) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
