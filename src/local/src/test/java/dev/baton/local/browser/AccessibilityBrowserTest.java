package dev.baton.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks that everybody can use the page: axe-core finds nothing serious, and a keyboard or a small screen is enough.
 */
@QuarkusTest
class AccessibilityBrowserTest extends BrowserTest {

    private static final int PHONE = 360;
    private static final String LONG_WORD = "a".repeat(300);

    private final String room = unique("all");

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNothingSeriousOnAWideScreen(ColorScheme scheme) {
        Person ada = person(unique("ada"), screen(1280).setColorScheme(scheme)).opensThePage();
        assertNothingSerious(ada.page());

        ada.signsIn()
                .creates(room)
                .says("Hello")
                .says("@" + ada.name() + " hello")
                .sees("Hello", "@" + ada.name() + " hello");
        assertNothingSerious(ada.page());

        ada.goesOffline().says("waits").hasWaiting("waits");
        assertNothingSerious(ada.page());

        ada.comesBack().button("New room").click();
        assertNothingSerious(ada.page());
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNothingSeriousOnAPhone(ColorScheme scheme) {
        Person ada = person(unique("ada"), screen(PHONE).setColorScheme(scheme)).signsIn();
        ada.button("Rooms").click();
        ada.creates(room).says("Hello").sees("Hello");
        assertNothingSerious(ada.page());

        ada.button("Rooms").click();
        assertThat(ada.page().locator("#rooms")).isVisible();
        assertNothingSerious(ada.page());

        ada.page().keyboard().press("Escape");
        ada.button("Activity and notifications").click();
        assertThat(ada.page().locator("#details")).isVisible();
        assertNothingSerious(ada.page());
    }

    @Test
    void nothingIsWiderThanAPhone() {
        Person ada = person(unique("ada"), screen(PHONE)).opensThePage();
        assertNotWider(ada.page());
        ada.signsIn().button("Rooms").click();
        ada.creates(room).says(LONG_WORD).sees(LONG_WORD);
        assertNotWider(ada.page());

        ada.button("Rooms").click();
        assertNotWider(ada.page());
        ada.page().keyboard().press("Escape");
        assertThat(ada.page().locator("#rooms")).isHidden();
        ada.button("Activity and notifications").click();
        assertNotWider(ada.page());
    }

    @Test
    void theKeyboardIsEnough() {
        Person ada = person(unique("ada")).opensThePage();
        type(ada.page(), ada.name(), "Enter");
        ada.isConnected();

        tabTo(ada.page(), "rooms-new");
        press(ada.page(), "Enter");
        type(ada.page(), room, "Enter");
        ada.isIn(room);
        assertThat(ada.composer()).isFocused();
        type(ada.page(), "by keyboard", "Enter");
        ada.sees("by keyboard");

        tabTo(ada.page(), "room-add");
        press(ada.page(), "Enter");
        type(ada.page(), "bob", "Enter");
        assertThat(ada.page().locator("#room-members")).hasText("2 members");
        tabTo(ada.page(), "messages");
        tabTo(ada.page(), "signout");
        press(ada.page(), "Enter");
        assertThat(ada.page().getByLabel("Your name")).isFocused();
    }

    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 40; i++) {
            if (page.evaluate("document.activeElement.id").equals(id)) {
                assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                        .as("the focus on #" + id + " must be seen")
                        .isEqualTo("solid");
                return;
            }
            press(page, "Tab");
        }
        throw new AssertionError("#" + id + " can't be reached with the Tab key");
    }

    private static void type(Page page, String text, String key) {
        page.keyboard().type(text);
        press(page, key);
    }

    private static void press(Page page, String key) {
        page.keyboard().press(key);
    }

    private static void assertNotWider(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(PHONE);
        assertThat(page.evaluate("""
                        [...document.querySelectorAll('body *')]
                          .filter((element) => element.clientWidth && element.scrollWidth > element.clientWidth + 1)
                          .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
                          .map((element) => element.id || element.className)""")).as("elements that scroll sideways").isEqualTo(List.of());
    }

    private static void assertNothingSerious(Page page) {
        page.evaluate(axe());
        assertThat(page.evaluate("""
                        async () => (await axe.run()).violations
                          .filter(({ impact }) => ['serious', 'critical'].includes(impact))
                          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)""")).as("serious findings of axe-core").isEqualTo(List.of());
    }

    private static String axe() {
        try (InputStream script = AccessibilityBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("axe.min.js comes with com.deque.html.axe-core:playwright", e);
        }
    }

    private static Browser.NewContextOptions screen(int width) {
        return new Browser.NewContextOptions().setViewportSize(width, 740);
    }
}
