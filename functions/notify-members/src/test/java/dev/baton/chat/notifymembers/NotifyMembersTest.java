package dev.baton.chat.notifymembers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.chat.events.Channel;
import dev.baton.chat.events.MessageLogged;
import dev.baton.chat.events.NotificationRequested;
import dev.baton.testkit.FunctionTestkit;
import dev.baton.testkit.Handled;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class NotifyMembersTest {

    @Inject
    FunctionTestkit testkit;

    @Inject
    Pool database;

    /** A part of each name, because presence is the same in all rooms. */
    private final String test = UUID.randomUUID().toString().substring(0, 8);

    private final String room = "room-" + test;

    @Test
    void mentionedAndAbsentMembersHearOfAMessageAndTheSenderDoesNot() {
        givenRoomOf("ada", "bob", "cy", "dee", "eve");
        givenConnections("0 s", "ada", "bob", "cy");

        Map<String, NotificationRequested> requests = byMember(testkit.handle(message(1, "@ada hi @" + named("bob"))));

        assertThat(requests).containsOnlyKeys(named("bob"), named("dee"), named("eve"));
        assertThat(requests.get(named("bob")).channel()).isEqualTo(Channel.LIVE);
        assertThat(requests.get(named("dee")).channel()).isEqualTo(Channel.EMAIL);
        NotificationRequested eve = requests.get(named("eve"));
        assertThat(eve)
                .isEqualTo(new NotificationRequested(
                        eve.notificationId(),
                        named("eve"),
                        Channel.EMAIL,
                        room,
                        "m1",
                        named("ada"),
                        "@ada hi @" + named("bob")));
    }

    @Test
    void aConnectionOfAGatewayThatFellSilentCountsNoMore() {
        givenRoomOf("ada", "bob", "cy");
        givenConnections("29 s", "bob");
        givenConnections("31 s", "cy");

        assertThat(byMember(testkit.handle(message(1, "hi")))).containsOnlyKeys(named("cy"));
    }

    @Test
    void aMentionedMemberWithoutAConnectionHearsOnceByEmail() {
        givenRoomOf("ada", "bob");

        List<NotificationRequested> requests = testkit.handle(message(1, "@" + named("bob") + " @" + named("bob")))
                .followUps(NotificationRequested.class);

        assertThat(requests).extracting(NotificationRequested::channel).containsExactly(Channel.EMAIL);
    }

    @Test
    void notificationsHaveTheSameIdEachTimeAndAreKeyedByMember() {
        givenRoomOf("ada", "bob", "cy");

        Handled first = testkit.handle(message(1, "hi"));
        Handled again = testkit.handle(message(1, "hi"));
        Handled next = testkit.handle(message(2, "hi"));

        assertThat(ids(again)).isEqualTo(ids(first)).doesNotHaveDuplicates();
        assertThat(ids(next)).doesNotContainAnyElementsOf(ids(first));
        assertThat(first.followUps()).extracting(followUp -> followUp.key()).containsExactly(named("bob"), named("cy"));
    }

    @Test
    void aMicroBatchSeesWhoJoinedBeforeIt() {
        givenRoomOf("ada");
        testkit.handle(message(1, "hi"));
        givenMember("bob");

        List<Handled> batch = testkit.handleAll(IntStream.rangeClosed(2, 101)
                .mapToObj(i -> testkit.event(room + i, message(i, "hi")))
                .toList());

        assertThat(batch).allSatisfy(each -> assertThat(byMember(each)).containsOnlyKeys(named("bob")));
    }

    @Test
    void nobodyHearsOfAMessageInARoomThatDoesNotExist() {
        Handled handled = testkit.handle(message(1, "@bob"));

        assertThat(handled.handled()).isTrue();
        assertThat(handled.followUps()).isEmpty();
    }

    @Test
    void thePreviewIsTheFirstEightyCharactersAndCutsNone() {
        String smile = "\uD83D\uDE00";
        Audience audience = new Audience(List.of(new Member("bob", false)));

        NotificationRequested request = NotifyMembers.notifications(message(1, smile.repeat(81)), audience)
                .get(0);

        assertThat(request.preview()).isEqualTo(smile.repeat(80));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "@bob hi | bob",
                "hi @BoB! | bob",
                "(@bob) @bob's | bob",
                "@bobby @bob_ @bob1 | ",
                "mail bob@bob.example or x@bob | ",
                "@bob-smith | bob-smith",
                "@bob-smithers | bob",
                "@[ops], @[ops]x | [ops]",
                "@Émile | émile",
                "@ bob, bob@, @nobody | ",
                "@ada lovelace and @@bob | ada lovelace,bob",
            })
    void findsMentions(String text, String expected) {
        Audience audience = new Audience(Stream.of("bob", "bob-smith", "[ops]", "émile", "ada lovelace", "Zoë")
                .map(name -> new Member(name, true))
                .toList());

        assertThat(audience.mentionedIn(text))
                .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(","));
    }

    private String named(String name) {
        return name + "-" + test;
    }

    private MessageLogged message(long seq, String text) {
        return new MessageLogged("m" + seq, room, seq, named("ada"), text, Instant.EPOCH);
    }

    private static Map<String, NotificationRequested> byMember(Handled handled) {
        return handled.followUps(NotificationRequested.class).stream()
                .collect(Collectors.toMap(NotificationRequested::member, Function.identity()));
    }

    private static List<String> ids(Handled handled) {
        return handled.followUps(NotificationRequested.class).stream()
                .map(NotificationRequested::notificationId)
                .toList();
    }

    private void givenRoomOf(String... members) {
        execute("insert into chat_room (name) values ($1)", room);
        Stream.of(members).forEach(this::givenMember);
    }

    private void givenMember(String member) {
        execute("insert into chat_member (room, member) values ($1, $2)", room, named(member));
    }

    private void givenConnections(String age, String... members) {
        UUID gateway = UUID.randomUUID();
        execute(
                "insert into chat_gateway (id, seen_at) values ($1, now() - cast(cast($2 as text) as interval))",
                gateway,
                age);
        for (String member : members) {
            execute("insert into chat_connection (gateway, member) values ($1, $2)", gateway, named(member));
        }
    }

    private void execute(String sql, Object... parameters) {
        database.preparedQuery(sql).execute(Tuple.from(parameters)).await().indefinitely();
    }
}
