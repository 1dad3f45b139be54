package dev.baton.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.WebSocketRoute;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Two people talk on the page, and connections are lost. */
@QuarkusTest
class ConversationBrowserTest extends BrowserTest {

    private static final WebSocketRoute.CloseOptions LOST =
            new WebSocketRoute.CloseOptions().setCode(1012).setReason("lost for a test");

    private final String room = unique("talk");

    @Test
    void twoPeopleTalk() {
        Person ada = person(unique("ada")).signsIn();
        Person bob = person(unique("bob")).signsIn();
        ada.creates(room, bob.name());
        bob.goesTo(room);

        ada.says("Hello Bob").sees("Hello Bob");
        bob.sees("Hello Bob").says("Hello Ada");

        ada.sees("Hello Bob", "Hello Ada").hasWaiting();
        bob.sees("Hello Bob", "Hello Ada").hasWaiting();
        assertThat(ada.page().locator("#activity-chart svg"))
                .hasAttribute("aria-label", Pattern.compile("^2 messages in the last 30 minutes"));
    }

    @Test
    void whatWasWrittenOfflineIsSentOnceAndInOrderAfterwards() {
        Person ada = person(unique("ada")).signsIn();
        Person bob = person(unique("bob")).signsIn();
        ada.creates(room, bob.name());
        bob.goesTo(room);
        ada.says("before").sees("before");
        bob.sees("before");

        ada.goesOffline().says("one").says("two").says("three").hasWaiting("one", "two", "three");
        bob.says("meanwhile").sees("before", "meanwhile");
        ada.sees("before").comesBack();

        ada.sees("before", "meanwhile", "one", "two", "three").hasWaiting();
        bob.sees("before", "meanwhile", "one", "two", "three");
        assertThat(ada.outbox()).isEmpty();
        assertThat(ada.history(room)).containsExactly("before", "meanwhile", "one", "two", "three");
    }

    @Test
    void unsentMessagesSurviveTheEndOfThePage() {
        Person ada = person(unique("ada")).signsIn().creates(room);
        ada.goesOffline().says("written before the page was closed");
        assertThat(ada.outbox()).hasSize(1);
        ada.closesThePage().context().setOffline(false);

        ada.signsIn().goesTo(room).sees("written before the page was closed").hasWaiting();

        assertThat(ada.outbox()).isEmpty();
        assertThat(ada.history(room)).hasSize(1);
    }

    @Test
    void aMessageWhoseAnswerWasLostTakesEffectOnce() {
        Person ada = person(unique("ada"));
        AtomicInteger posts = new AtomicInteger();
        ada.page().routeWebSocket("**/ws", socket -> loseFirstAnswer(socket, posts));
        ada.signsIn().creates(room);

        ada.says("only once").sees("only once");
        ada.isConnected().says("and then").sees("only once", "and then");

        assertThat(posts).hasValueGreaterThanOrEqualTo(3);
        assertThat(ada.outbox()).isEmpty();
        assertThat(ada.history(room)).containsExactly("only once", "and then");
    }

    /** Lets the first post through to the server, then cuts the connection instead of passing on the answer. */
    private static void loseFirstAnswer(WebSocketRoute socket, AtomicInteger posts) {
        WebSocketRoute server = socket.connectToServer();
        boolean lossy = posts.get() == 0;
        socket.onMessage(frame -> {
            if (frame.text().contains("\"type\":\"post\"")) {
                posts.incrementAndGet();
            }
            server.send(frame.text());
        });
        server.onMessage(frame -> {
            if (lossy && posts.get() > 0) {
                socket.close(LOST);
                server.close(LOST);
            } else {
                socket.send(frame.text());
            }
        });
    }

    @Test
    void aHarmfulMessageIsRedactedOnBothScreens() {
        Person ada = person(unique("ada")).signsIn();
        Person bob = person(unique("bob")).signsIn();
        ada.creates(room, bob.name());
        bob.goesTo(room);

        bob.says("CALL NOW +49 171 1234567 https://example.com CARD 4111 1111 1111 1111");

        for (Person person : new Person[] {ada, bob}) {
            assertThat(person.texts()).hasCount(1);
            assertThat(person.texts().first()).containsText("Message removed");
            assertThat(person.page().locator("body")).not().containsText("4111");
        }
        bob.closesThePage().signsIn().goesTo(room);
        assertThat(bob.texts().first()).containsText("Message removed");
    }

    @Test
    void markupIsText() {
        Person ada = person(unique("ada")).signsIn();
        Person bob = person(unique("bob")).signsIn();
        ada.creates(room, bob.name());
        bob.goesTo(room);
        String markup = "<script>window.harmed = true</script><img src=x onerror='window.harmed = true'><b>bold</b>";

        ada.says(markup).sees(markup);

        bob.sees(markup);
        assertThat(bob.page().locator("#messages :is(script, img, b)")).hasCount(0);
        assertThat(bob.page().evaluate("window.harmed === undefined")).isEqualTo(true);
    }

    @Test
    void aMentionIsNotified() {
        Person ada = person(unique("ada")).signsIn();
        Person bob = person(unique("bob")).signsIn();
        bob.creates(room, ada.name()).says("@" + ada.name() + " are you there?");

        Locator notifications = ada.page().locator("#notifications-list");
        assertThat(notifications).containsText("are you there?");
        ada.page().locator("#toasts a").click();
        ada.isIn(room).sees("@" + ada.name() + " are you there?");
    }
}
