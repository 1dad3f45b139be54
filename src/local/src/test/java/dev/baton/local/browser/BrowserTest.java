package dev.baton.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.common.http.TestHTTPResource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The base of browser tests: one Chromium per class, and people who leave when the test is over. */
abstract class BrowserTest {

    private static Chromium chromium;

    private final List<Person> people = new ArrayList<>();

    @TestHTTPResource("/")
    String address;

    @BeforeAll
    static void startChromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(Person.WAIT_MS);
        chromium = new Chromium();
    }

    @AfterAll
    static void stopChromium() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void everybodyLeaves() {
        people.forEach(person -> person.context().close());
    }

    Person person(String name) {
        return person(name, new Browser.NewContextOptions());
    }

    Person person(String name, Browser.NewContextOptions options) {
        Browser.NewContextOptions still = options.setReducedMotion(ReducedMotion.REDUCE);
        Person person = new Person(name, chromium.browser(), address, still);
        people.add(person);
        return person;
    }

    /** Returns a name that no other test, and no other run on the same database, uses. */
    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
