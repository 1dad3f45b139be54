package dev.baton.console.live;

import dev.baton.console.http.Api;
import dev.baton.console.map.MapFigures;
import dev.baton.console.redrive.Redrives;
import dev.baton.runtime.http.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells all open pages the figures and the progress of redrives, once a second. The database is asked once for all of
 * them, and not at all while no page is open. A page that reads too slowly misses some of it.
 */
@Singleton
class Live implements Api {

    private static final Logger LOG = Logger.getLogger(Live.class);
    private static final int MOST = 50;
    private static final long EVERY_MS = 1_000;

    /** The caller is checked anew after that time, because the page opens a new stream. */
    private static final long ENDS_AFTER_MS = 300_000;

    private final MapFigures figures;
    private final Redrives redrives;
    private final Vertx vertx;
    private final Set<HttpServerResponse> pages = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asking = new AtomicBoolean();
    private @Nullable Long timer;

    Live(MapFigures figures, Redrives redrives, Vertx vertx) {
        this.figures = figures;
        this.redrives = redrives;
        this.vertx = vertx;
    }

    @Override
    public void add(Routes routes) {
        routes.stream("/live", this::open);
    }

    private void open(HttpServerResponse page) {
        if (pages.size() >= MOST) {
            throw new Problem(503, "at most " + MOST + " pages of the console may be open at a time");
        }
        page.exceptionHandler(failure -> close(page));
        page.closeHandler(ignored -> close(page));
        page.setWriteQueueMaxSize(64 * 1024);
        page.write("retry: 1000\n\n");
        pages.add(page);
        vertx.setTimer(ENDS_AFTER_MS, ignored -> end(page));
        startTimer();
        tell();
    }

    private void end(HttpServerResponse page) {
        if (pages.remove(page) && !page.ended()) {
            page.end();
        }
    }

    private void close(HttpServerResponse page) {
        pages.remove(page);
        stopTimerIfAlone();
    }

    private synchronized void startTimer() {
        if (timer == null) {
            timer = vertx.setPeriodic(EVERY_MS, ignored -> tell());
        }
    }

    private synchronized void stopTimerIfAlone() {
        if (pages.isEmpty() && timer != null) {
            vertx.cancelTimer(timer);
            timer = null;
        }
    }

    private void tell() {
        stopTimerIfAlone();
        if (pages.isEmpty() || !asking.compareAndSet(false, true)) {
            return;
        }
        figures.now()
                .onTermination()
                .invoke(() -> asking.set(false))
                .subscribe()
                .with(this::send, failure -> LOG.debugf("Figures can't be read: cause=%s", failure));
    }

    private void send(JsonObject now) {
        String text = "event: figures\ndata: " + now.encode() + "\n\nevent: redrives\ndata: "
                + redrives.json().encode() + "\n\n";
        for (HttpServerResponse page : pages) {
            if (!page.ended() && !page.closed() && !page.writeQueueFull()) {
                page.write(text);
            }
        }
    }
}
