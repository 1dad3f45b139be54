package dev.baton.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.QuarkusUnitTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests another member of a function's group that takes over partitions while deliveries run. Each protocol has a
 * subclass.
 */
abstract class TakeoverTest {

    private static final int PARTITIONS = 4;
    private static final Duration LONG = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "mp.messaging.incoming.hold.group.id")
    String group;

    private final String run = UUID.randomUUID().toString();
    private Admin admin;

    /** Returns the settings of a member that uses the protocol. */
    abstract Map<String, Object> protocol();

    static QuarkusUnitTest application() {
        return new QuarkusUnitTest()
                .withApplicationRoot(jar ->
                        jar.addClasses(Holding.CLASSES).addClasses(TakeoverTest.class, Broker.class, GroupMember.class))
                .overrideConfigKey("baton.kafka.partitions", Integer.toString(PARTITIONS));
    }

    @BeforeEach
    void connect() {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    @AfterEach
    void disconnect() {
        Holding.WAITING.clear();
        admin.close();
    }

    @Test
    void aPartitionIsTakenOverBehindTheDeliveryThatRan() {
        await("the application has all partitions")
                .atMost(LONG)
                .ignoreExceptionsMatching(failure -> failure.getCause() instanceof GroupIdNotFoundException)
                .until(() -> assigned() == PARTITIONS);
        try (Broker broker = new Broker(bootstrapServers);
                GroupMember joining = new GroupMember(bootstrapServers, group, Holding.TOPIC, protocol())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                Holding.WAITING.add(name(partition));
                broker.send(Holding.task(partition, name(partition)));
            }
            await("a delivery runs on each partition")
                    .atMost(LONG)
                    .until(() -> Holding.BEGUN.stream()
                                    .filter(name -> name.startsWith(run))
                                    .count()
                            == PARTITIONS);
            joining.pollUntil("it is a member", () -> group().members().size() == 2);
            joining.poll(20);
            assertThat(joining.assignment()).isEmpty();

            Holding.WAITING.clear();

            joining.pollUntil("it has taken over", () -> !joining.assignment().isEmpty());
            for (TopicPartition taken : joining.assignment()) {
                assertThat(Holding.DONE).contains(name(taken.partition()));
                assertThat(joining.position(taken)).isEqualTo(1);
            }
        }
    }

    private String name(int partition) {
        return run + "-" + partition;
    }

    private int assigned() throws Exception {
        return group().members().stream()
                .mapToInt(member -> member.assignment().topicPartitions().size())
                .sum();
    }

    private ConsumerGroupDescription group() throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().get(group);
    }
}
