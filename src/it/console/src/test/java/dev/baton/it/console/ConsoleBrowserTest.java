package dev.baton.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of the console in a browser, on real data. */
@QuarkusTest
class ConsoleBrowserTest extends ConsoleTest {

    private static final List<String> VIEWS = List.of("map", "letters", "waiting", "events", "send");

    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(LONG.toMillis());
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "1280, DARK", "3840, LIGHT"})
    void everyViewIsUsable(int width, ColorScheme scheme) {
        String note = unique("<img src=x onerror=alert(1)>");
        long letter = deadLetters(note, 2).get(0);
        String absent = unique("absent");
        warehouse.absent().add(absent);
        place(absent, 1);
        open(width, scheme);
        assertFine(width, "login");
        logIn("ann");

        for (String view : VIEWS) {
            show(view);
            assertFine(width, view + "-" + scheme);
        }
        show("letter?id=" + letter);
        assertThat(page.locator("pre").last()).containsText("<img src=x");
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertFine(width, "letter-" + scheme);
        show("letters?function=reserve-goods");
        assertFine(width, "group-" + scheme);
        show("events?correlation=" + correlationOf(letter));
        assertThat(page.locator(".hop").first()).isVisible();
        assertFine(width, "timeline-" + scheme);

        assertThat(complaints).isEmpty();
        post("/letters/discard", Map.of("ids", open(note)));
        warehouse.absent().remove(absent);
    }

    @Test
    void anOperatorRedrivesAGroup() {
        String note = unique("poison");
        deadLetters(note, 3);
        open(1280, ColorScheme.LIGHT);
        logIn("ann");
        page.getByRole(AriaRole.LINK, named("Dead letters")).click();
        page.getByRole(AriaRole.LINK, named("Letters of reserve-goods")).first().click();

        button("Dry run").click();
        assertThat(page.getByText(Pattern.compile("^Would replay"))).isVisible();
        button("Start the redrive").click();
        Locator redrive = page.locator(".redrive").first();
        assertThat(redrive).containsText("the failure repeats");
        shot("redrive-stopped");

        warehouse.poison().clear();
        button("Start the redrive").click();
        assertThat(redrive).containsText(Pattern.compile("done, stage"));
        await("reserved").atMost(LONG).until(() -> reserved(note) == 3);
        assertThat(complaints).isEmpty();
    }

    @Test
    void anOperatorEditsALetter() {
        String note = unique("poison");
        long letter = deadLetters(note, 1).get(0);
        open(1280, ColorScheme.LIGHT);
        logIn("ann");
        show("letter?id=" + letter);
        Locator data = page.getByLabel("New data (JSON)");
        String whole = data.inputValue();

        data.fill(whole.replace("\"amount\": 1", "\"amount\": -1"));
        button("Check").click();
        assertThat(page.getByText(Pattern.compile("is not valid: amount"))).isVisible();
        data.fill(whole.replace("\"note\": \"" + note + "\"", "\"note\": \"good\""));
        button("Check").click();
        assertThat(page.getByText("it is valid")).isVisible();
        button("Replay with this data").click();

        await("reserved").atMost(LONG).until(() -> reserved(note) == 1);
        assertThat(page.getByRole(AriaRole.CELL, new Page.GetByRoleOptions().setName("edit")))
                .isVisible();
    }

    @Test
    void aPersonSendsAnEvent() {
        String order = unique("sent");
        open(1280, ColorScheme.DARK);
        logIn("ann");
        show("send");
        page.getByLabel("Type").selectOption("shop.order.placed.v1");
        page.getByLabel("order (needed)").fill(order);
        page.getByLabel("amount (needed)").fill("0");
        button("Send").click();
        assertThat(page.locator(".toast.bad")).containsText("amount");
        page.getByLabel("amount (needed)").fill("3");
        button("Send").click();

        await("reserved").atMost(LONG).until(() -> warehouse.reserved().contains(order));
    }

    @Test
    void theKeyboardIsEnough() {
        deadLetters(unique("poison"), 1);
        open(1280, ColorScheme.LIGHT);
        logIn("ann");
        for (int i = 0; i < 20 && !"Waiting".equals(page.evaluate("document.activeElement.textContent")); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Waiting").setExact(true)))
                .isVisible();
        assertThat(page.locator("main")).isFocused();
        warehouse.poison().clear();
    }

    @Test
    void whoHasNotTheRoleIsTold() {
        open(1280, ColorScheme.LIGHT);
        logIn("bob");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("for role 'operator'");
        assertThat(page.locator("nav")).isHidden();
    }

    /** Returns the correlation id of a dead letter's event, once the journal knows it. */
    private String correlationOf(long letter) {
        String id = operator().get(API + "/letters/" + letter).path("attributes.correlationid");
        await("journal").atMost(LONG).until(() -> !operator()
                .get(API + "/timeline?correlation=" + id)
                .<List<?>>path("hops")
                .isEmpty());
        return id;
    }

    private void open(int width, ColorScheme scheme) {
        page = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, width == 360 ? 740 : 900)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setColorScheme(scheme))
                .newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("401")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(management.resolve("/q/baton/").toString());
        assertThat(button("Log in")).isVisible();
    }

    private void logIn(String user) {
        page.getByLabel("Name").fill(user);
        page.getByLabel("Password").fill("secret");
        page.keyboard().press("Enter");
        if (user.equals("ann")) {
            assertThat(page.locator("nav")).isVisible();
        }
    }

    private void show(String view) {
        page.evaluate("view => { location.hash = '#/' + view; }", view);
        assertThat(page.locator("main h1")).isVisible();
        assertThat(page.getByText("Loading …")).hasCount(0);
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private long reserved(String note) {
        return warehouse.reserved().stream()
                .filter(order -> order.startsWith(note))
                .count();
    }

    private void assertFine(int width, String name) {
        shot(name + "-" + width);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as(name + " is not wider")
                .isLessThanOrEqualTo(width);
        if (width > 2000) {
            return; // the colours and elements are those of the other widths
        }
        page.evaluate(axe());
        assertThat(page.evaluate("""
                        async () => (await axe.run()).violations
                          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)""")).as("findings of axe-core on " + name).isEqualTo(List.of());
    }

    /** Takes a picture for people to look at, if the build asks for it. */
    private void shot(String name) {
        if (Boolean.getBoolean("console.screenshots")) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/screenshots", name + ".png"))
                    .setFullPage(true));
        }
    }

    private static String axe() {
        try (InputStream script = ConsoleBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("axe.min.js comes with com.deque.html.axe-core:playwright", e);
        }
    }
}
