package dev.baton.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** Someone who uses the page in their own browser, and what they see. */
final class Person {

    static final int WAIT_MS = 20_000;

    private final String name;
    private final BrowserContext context;
    private final String address;
    private Page page;

    Person(String name, Browser browser, String address, Browser.NewContextOptions options) {
        this.name = name;
        this.address = address;
        context = browser.newContext(options);
        context.setDefaultTimeout(WAIT_MS);
        page = context.newPage();
    }

    String name() {
        return name;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Person opensThePage() {
        page.navigate(address);
        return this;
    }

    Person signsIn() {
        opensThePage();
        page.getByLabel("Your name").fill(name);
        button("Sign in").click();
        assertThat(page.locator("#me")).hasText(name);
        return isConnected();
    }

    Person isConnected() {
        assertThat(page.locator("#status-text")).hasText("Connected");
        return this;
    }

    Person creates(String room, String... members) {
        button("New room").click();
        Locator dialog = page.locator("#new-room");
        dialog.getByLabel("Name").fill(room);
        dialog.getByLabel("Members").fill(String.join(", ", members));
        button("Create room").click();
        return isIn(room);
    }

    Person goesTo(String room) {
        page.navigate(address + "#/" + room);
        return isIn(room);
    }

    Person isIn(String room) {
        assertThat(page.locator("#room-title")).hasText(room);
        assertThat(page.locator("#messages-note"))
                .hasText(Pattern.compile("Nobody has said anything yet\\.|The beginning of this room"));
        return this;
    }

    Person says(String text) {
        composer().fill(text);
        composer().press("Enter");
        return this;
    }

    /** Waits until the room shows exactly these texts in this order. */
    Person sees(String... texts) {
        assertThat(texts()).hasText(texts);
        return this;
    }

    /** Waits until exactly these texts are waiting to be sent. */
    Person hasWaiting(String... texts) {
        assertThat(page.locator("#pending-list .text")).hasText(texts);
        return this;
    }

    Locator texts() {
        return page.locator("#messages-list .text");
    }

    Locator composer() {
        return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
    }

    Locator button(String label) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label));
    }

    Person goesOffline() {
        context.setOffline(true);
        assertThat(page.locator("#status-text")).hasText(Pattern.compile("^Offline"));
        return this;
    }

    Person comesBack() {
        context.setOffline(false);
        return isConnected();
    }

    /** Closes the page and opens a new one, which shares everything except the session. */
    Person closesThePage() {
        page.close();
        page = context.newPage();
        return this;
    }

    /** Returns what the browser would still send after a restart. */
    @SuppressWarnings("unchecked")
    List<String> outbox() {
        return (List<String>) page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('baton.outbox.'))");
    }

    /** Returns the texts that the server has for the room. */
    @SuppressWarnings("unchecked")
    List<String> history(String room) {
        return (List<String>) page.evaluate("""
                async (room) => {
                  const { Api } = await import('/js/api.js');
                  const { loadSession } = await import('/js/session.js');
                  return (await new Api(loadSession().token).history(room, 0, 1000)).map(({ text }) => text);
                }""", room);
    }
}
