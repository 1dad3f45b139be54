package dev.baton.chat.sendnotification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.chat.events.Channel;
import dev.baton.chat.events.NotificationRequested;
import dev.baton.chat.events.NotificationSent;
import dev.baton.testkit.FunctionTestkit;
import dev.baton.testkit.Handled;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SendNotificationTest {

    @Inject
    FunctionTestkit testkit;

    @Inject
    MockMailbox mailbox;

    @Inject
    Pool database;

    private final String id = UUID.randomUUID().toString();
    private final String member = "bob." + id;

    @Test
    void sendsAnEmailAndRecordsIt() {
        NotificationSent sent = testkit.handle(email()).followUp(NotificationSent.class);

        assertThat(sent).isEqualTo(new NotificationSent(id, member, Channel.EMAIL, sent.sentAt()));
        Mail mail = mails().get(0);
        assertThat(mail.getFrom()).isEqualTo("chat@chat.example");
        assertThat(mail.getSubject()).isEqualTo("ada in lobby");
        assertThat(mail.getText()).isEqualTo("ada wrote in lobby:\n\nhello bob\n");
        assertThat(mail.getHeaders().get("Message-ID")).containsExactly("<" + id + "@chat.example>");
        Row claim = claim();
        assertThat(claim.getString("member")).isEqualTo(member);
        assertThat(claim.getString("channel")).isEqualTo(Channel.EMAIL);
    }

    @Test
    void aLiveNotificationIsRecordedOnly() {
        Handled handled = testkit.handle(request(Channel.LIVE, member));

        assertThat(handled.followUp(NotificationSent.class).channel()).isEqualTo(Channel.LIVE);
        assertThat(mails()).isEmpty();
        assertThat(claim().getString("channel")).isEqualTo(Channel.LIVE);
    }

    @Test
    void twoEventsOfOneNotificationSendOneEmail() {
        NotificationSent first = testkit.handle(email()).followUp(NotificationSent.class);
        NotificationSent second = testkit.handle(email()).followUp(NotificationSent.class);

        assertThat(mails()).hasSize(1);
        assertThat(second.notificationId()).isEqualTo(first.notificationId());
    }

    @Test
    void aClaimOfUnknownOutcomeCountsAsSentThen() {
        OffsetDateTime claimedAt = OffsetDateTime.of(2024, 3, 1, 12, 0, 0, 0, ZoneOffset.UTC);
        database.preparedQuery("insert into chat_notification (notification_id, member, channel, claimed_at)"
                        + " values ($1, $2, 'email', $3)")
                .execute(Tuple.of(id, member, claimedAt))
                .await()
                .indefinitely();

        NotificationSent sent = testkit.handle(email()).followUp(NotificationSent.class);

        assertThat(sent.sentAt()).isEqualTo(claimedAt.toInstant());
        assertThat(mails()).isEmpty();
    }

    @Test
    void aMicroBatchThatFailsIsDeliveredAgainWithoutASecondEmail() {
        NotificationRequested poison =
                new NotificationRequested(id + "/poison", member, "pigeon", "lobby", "m1", "ada", "hello");

        List<Handled> handled = testkit.handleAll(
                List.of(testkit.event(id + "/1", email()), testkit.event(id + "/2", poison)));

        assertThat(handled.get(0).followUp(NotificationSent.class).notificationId()).isEqualTo(id);
        assertThat(handled.get(1).rejected()).isTrue();
        assertThat(handled.get(1).failure().orElseThrow()).hasMessageContaining("pigeon");
        assertThat(mails()).hasSize(1);
    }

    @Test
    void aMicroBatchIsSent() {
        List<Handled> handled = testkit.handleAll(IntStream.range(0, 100)
                .mapToObj(i -> new NotificationRequested(
                        id + "/" + i, member, Channel.EMAIL, "lobby", "m" + i, "ada", "hello"))
                .map(request -> testkit.event(request.notificationId(), request))
                .toList());

        assertThat(handled).allMatch(Handled::handled);
        assertThat(mails()).hasSize(100);
    }

    @Test
    void noNameCanAddAHeader() {
        String evil = "eve\r\nBcc: all@chat.example";
        NotificationRequested request =
                new NotificationRequested(id, evil, Channel.EMAIL, "lobby", "m1", evil, "hello\r\n.\r\n");

        testkit.handle(request).followUp(NotificationSent.class);

        Mail mail = mailbox.getMailsSentTo("eve=0D=0ABcc=3A=20all=40chat.example@chat.example").get(0);
        assertThat(mail.getSubject()).isEqualTo("eve  Bcc: all@chat.example in lobby");
    }

    @ParameterizedTest
    @CsvSource({
        "bob, bob@mail.example",
        "bob.smith+chat, bob.smith+chat@mail.example",
        "'bob@x', bob=40x@mail.example",
        "'a=b', a=3Db@mail.example",
        "'[ops]', =5Bops=5D@mail.example",
        "'.a..b.', =2Ea.=2Eb=2E@mail.example",
        "zoë, zo=C3=AB@mail.example",
    })
    void addressesAreSafeAndNeverShared(String name, String address) {
        assertThat(new Addresses("{member}@mail.example").of(name)).isEqualTo(address);
    }

    @Test
    void anAddressWithoutTheMemberIsRefused() {
        assertThatThrownBy(() -> new Addresses("all@mail.example"))
                .hasMessage("chat.notification.address must hold {member} but was 'all@mail.example'");
    }

    private NotificationRequested email() {
        return request(Channel.EMAIL, member);
    }

    private NotificationRequested request(String channel, String member) {
        return new NotificationRequested(id, member, channel, "lobby", "m1", "ada", "hello bob");
    }

    private List<Mail> mails() {
        return mailbox.getMailsSentTo(member + "@chat.example");
    }

    private Row claim() {
        return database.preparedQuery("select * from chat_notification where notification_id = $1")
                .execute(Tuple.of(id))
                .await()
                .indefinitely()
                .iterator()
                .next();
    }
}
