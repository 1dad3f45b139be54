package dev.baton.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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
}
