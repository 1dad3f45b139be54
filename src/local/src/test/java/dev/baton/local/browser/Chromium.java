package dev.baton.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's Chromium, run headless. Playwright does not download its own browser. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> OPTIONS =
            List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking");

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        Path executable = executable();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(OPTIONS));
    }

    Browser browser() {
        return browser;
    }

    private static Path executable() {
        return fromEnvironment()
                .or(Chromium::fromPath)
                .orElseThrow(() -> new AssertionError("The browser tests need Chromium, and none of " + NAMES
                        + " is on the PATH: install it (Debian and Ubuntu: apt-get install chromium), or set the"
                        + " environment variable CHROMIUM to its executable"));
    }

    private static Optional<Path> fromEnvironment() {
        return Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).map(path -> {
            if (!Files.isExecutable(path)) {
                throw new AssertionError("The environment variable CHROMIUM must name an executable, but was " + path);
            }
            return path;
        });
    }

    private static Optional<Path> fromPath() {
        String[] folders =
                Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin").split(":");
        return NAMES.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
