package dev.baton.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.triggers.delivery.BrokerClass;
import dev.baton.triggers.error.TriggersException;
import dev.baton.triggers.manifest.KafkaSink;
import dev.baton.triggers.manifest.Reference;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandaloneOptionsTest {

    @Test
    void readsAllOfThem() {
        StandaloneOptions options = parse(
                "--triggers=d --port=9 --subscriber a=http://x/a --subscriber=b=http://x/b?q=1 --functions=http://y/f/ --kafka=h:1 --directory=k"
                        + " --broker-class MTChannelBasedBroker");

        assertThat(options.triggers()).isEqualTo(Path.of("d"));
        assertThat(options.port()).isEqualTo(9);
        assertThat(options.kafka()).contains("h:1");
        assertThat(options.directory()).contains(Path.of("k"));
        assertThat(options.brokerClass()).contains(BrokerClass.MT_CHANNEL);
        assertThat(parse("--triggers=d --broker-class=Kafka").brokerClass()).contains(BrokerClass.KAFKA);
        assertThat(address(options, reference("Service", "a"))).contains(URI.create("http://x/a"));
        assertThat(address(options, reference("KafkaSink", "b"))).contains(URI.create("http://x/b?q=1"));
        assertThat(address(options, reference("Service", "c"))).contains(URI.create("http://y/f/c"));
        assertThat(address(options, reference("KafkaSink", "c"))).isEmpty();
        assertThat(address(options, reference("KafkaSink", "letters")))
                .contains(URI.create("http://localhost:9/sinks/letters"));
    }

    @Test
    void onlyTheTriggersMustBeNamed() {
        StandaloneOptions options = parse("--triggers=d");

        assertThat(options.port()).isEqualTo(8081);
        assertThat(options.brokerClass()).isEmpty();
        assertThat(address(options, reference("Service", "a"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --port=1                           | --triggers is missing
            --triggers=d --port=x              | --port must be a number from 1 to 65535 but was 'x'
            --triggers=d --port=0              | --port must be a number from 1 to 65535 but was '0'
            --triggers=d --color=red           | Unknown argument '--color=red'
            --triggers=d --subscriber          | Unknown argument '--subscriber'
            --triggers=d --broker-class=Rabbit | --broker-class must be Kafka or MTChannelBasedBroker but was 'Rabbit'
            --triggers=d --subscriber a        | --subscriber must be NAME=URL but was 'a'
            --triggers=d --subscriber a=ftp:x  | 'ftp:x' must be a URL that begins with http://
            """)
    void refusesOthers(String arguments, String message) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(TriggersException.class)
                .hasMessageStartingWith(message);
    }

    private static Optional<URI> address(StandaloneOptions options, Reference reference) {
        return options.addresses(List.of(new KafkaSink("letters", "t", 1, true)))
                .of(reference);
    }

    private static StandaloneOptions parse(String arguments) {
        return StandaloneOptions.parse(arguments.split(" "));
    }

    private static Reference reference(String kind, String name) {
        return new Reference("any/v1", kind, name, null);
    }
}
