package dev.baton.chat.sendnotification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.chat.events.Channel;
import dev.baton.chat.events.NotificationRequested;
import dev.baton.chat.events.NotificationSent;
import dev.baton.chat.sendnotification.SmtpServer.Mood;
import dev.baton.testkit.FunctionTestkit;
import dev.baton.testkit.Handled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(SmtpServer.Profile.class)
class SendNotificationTest {

    @Inject
    FunctionTestkit testkit;

    @ConfigProperty(name = "quarkus.mailer.port")
    int smtpPort;

    @Inject
    Pool database;

    private final String id = UUID.randomUUID().toString();
    private final String member = "bob." + id;
    private final String address = member + "@chat.example";

    /** One server for all tests, because the mailer keeps its connections. */
    private static SmtpServer smtp;

    @BeforeEach
    void startSmtp() {
        smtp = smtp == null ? new SmtpServer(smtpPort) : smtp;
    }

    @AfterAll
    static void stopSmtp() throws IOException {
        smtp.close();
    }

    @Test
    void sendsAnEmailAndRecordsIt() {
        NotificationSent sent = testkit.handle(email()).followUp(NotificationSent.class);

        assertThat(sent).isEqualTo(new NotificationSent(id, member, Channel.EMAIL, sent.sentAt()));
        assertThat(mails().get(0))
                .contains("From: chat@chat.example\n", "To: " + address + "\n", "Subject: ada in lobby\n")
                .contains("Message-ID: <" + id + "@chat.example>\n")
                .endsWith("\nada wrote in lobby:\n\nhello bob\n");
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

        List<Handled> handled =
                testkit.handleAll(List.of(testkit.event(id + "/1", email()), testkit.event(id + "/2", poison)));

        assertThat(handled.get(0).followUp(NotificationSent.class).notificationId())
                .isEqualTo(id);
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
        // The member is the key of the event, which can't have control characters.
        NotificationRequested request = new NotificationRequested(
                id, "eve Bcc: all@chat.example", Channel.EMAIL, "lobby", "m1", evil, "hello\r\n.\r\n");

        testkit.handle(request).followUp(NotificationSent.class);

        String mail =
                smtp.mailsTo("eve=20Bcc=3A=20all=40chat.example@chat.example").get(0);
        assertThat(mail.substring(0, mail.indexOf("\n\n")))
                .contains("Subject: eve  Bcc: all@chat.example in lobby\n")
                .doesNotContain("\nBcc:");
        assertThat(smtp.mailsTo("all@chat.example")).isEmpty();
    }

    @Test
    void aClearRefusalGivesTheClaimBackAndALaterAttemptSends() {
        smtp.next(address, Mood.IS_BUSY);

        Handled busy = testkit.handle(email());
        Handled later = testkit.handle(email());

        assertThat(busy.rejected()).isFalse();
        assertThat(busy.failure().orElseThrow()).hasMessageContaining("451");
        assertThat(later.followUp(NotificationSent.class).notificationId()).isEqualTo(id);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void aFailureBeforeTheMailIsNoUnknownOutcome() {
        assertThat(SmtpFailure.of(new ConnectException("refused"))).isEqualTo(SmtpFailure.NOT_SENT);
        assertThat(SmtpFailure.of(new UnknownHostException("smtp"))).isEqualTo(SmtpFailure.NOT_SENT);
        assertThat(SmtpFailure.of(new IOException("reset"))).isEqualTo(SmtpFailure.UNKNOWN);
    }

    @Test
    void anUnknownMailboxFailsForGood() {
        smtp.next(address, Mood.KNOWS_NOBODY);

        Handled handled = testkit.handle(email());

        assertThat(handled.rejected()).isTrue();
        assertThat(handled.failure().orElseThrow()).hasMessageContaining("550");
        assertThat(claims()).isZero();
    }

    @Test
    void whenNobodyKnowsWhetherItLeftItCountsAsSentAndNeverGoesOutAgain() {
        smtp.next(address, Mood.TAKES_AND_HANGS_UP);

        testkit.handle(email()).followUp(NotificationSent.class);
        testkit.handle(email()).followUp(NotificationSent.class);

        assertThat(mails()).hasSize(1);
        assertThat(claims()).isEqualTo(1);
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
                .hasMessage("chat.notification.address must contain {member} but was 'all@mail.example'");
    }

    private NotificationRequested email() {
        return request(Channel.EMAIL, member);
    }

    private NotificationRequested request(String channel, String member) {
        return new NotificationRequested(id, member, channel, "lobby", "m1", "ada", "hello bob");
    }

    private List<String> mails() {
        return smtp.mailsTo(address);
    }

    private Row claim() {
        return rows().iterator().next();
    }

    private int claims() {
        return rows().size();
    }

    private RowSet<Row> rows() {
        return database.preparedQuery("select * from chat_notification where notification_id = $1")
                .execute(Tuple.of(id))
                .await()
                .indefinitely();
    }
}
