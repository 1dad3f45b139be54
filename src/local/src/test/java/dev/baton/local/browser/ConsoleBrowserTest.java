package dev.baton.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The console of the platform as in dev: on the port of the application, without login. */
@QuarkusTest
class ConsoleBrowserTest extends BrowserTest {

    private static final List<String> FUNCTIONS = List.of(
            "log-message",
            "analyze-message",
            "redact-message",
            "notify-members",
            "send-notification",
            "track-activity",
            "close-window");

    @Test
    void theMapShowsThePlatform() {
        Page page = person(unique("ada")).context().newPage();

        page.navigate(address + "q/baton");

        for (String function : FUNCTIONS) {
            assertThat(page.getByRole(
                            AriaRole.ROWHEADER,
                            new Page.GetByRoleOptions().setName(function).setExact(true)))
                    .isVisible();
        }
        assertThat(page.locator("#live")).hasText("Live");
        assertThat(page.locator("#signout")).isHidden();
    }

    /** The clicks are those of a person: Events, Search, the event, Show data. */
    @Test
    void itTellsWhyAMessageWasRedacted() {
        String room = unique("why");
        Person ada = person(unique("ada")).signsIn().creates(room);
        ada.says("CALL NOW +49 171 1234567 https://example.com CARD 4111 1111 1111 1111");
        assertThat(ada.texts().first()).containsText("Message removed");
        Page page = ada.context().newPage();
        page.navigate(address + "q/baton/");

        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Events").setExact(true))
                .click();
        page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(room);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                .click();
        page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText("redact-message"))
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        Locator flagged = page.locator(".hop").filter(new Locator.FilterOptions().setHasText("→ redact-message"));
        flagged.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show data"))
                .click();

        assertThat(flagged.locator("pre")).containsText("\"reasons\":[\"");
        assertThat(page.locator(".hop")
                        .filter(new Locator.FilterOptions().setHasText("chat.message.posted.v"))
                        .first())
                .isVisible();
    }
}
