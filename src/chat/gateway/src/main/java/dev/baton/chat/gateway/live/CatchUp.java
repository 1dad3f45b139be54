package dev.baton.chat.gateway.live;

import dev.baton.chat.gateway.messages.History;
import dev.baton.chat.gateway.messages.Message;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The reader of the history for the rooms of one socket. It reads one page of one room at a time, and no faster than
 * the socket accepts it. A socket therefore never has more than one page in memory, whose size is bounded, no matter how
 * far it is behind. Runs on the socket's event loop.
 */
final class CatchUp {

    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    /** The pages of the history. */
    @FunctionalInterface
    interface Pages {
        Uni<History.Page> page(String room, long after, int limit);
    }

    private final Pages pages;
    private final FrameQueue queue;
    private final Executor loop;
    private final Executor later;
    private final Deque<RoomFeed> waiting = new ArrayDeque<>();
    private @Nullable RoomFeed active;
    private Iterator<Message> page = Collections.emptyIterator();
    private int sizeOfPage;
    private boolean fullPage;
    private boolean pageHere;
    private boolean sending;

    /** @param later runs an action on the event loop after a pause, to retry a failed read */
    CatchUp(Pages pages, FrameQueue queue, Executor loop, Executor later) {
        this.pages = pages;
        this.queue = queue;
        this.loop = loop;
        this.later = later;
        queue.onRoom(this::send);
    }

    /** Reads a page for a feed when its turn comes. */
    void request(RoomFeed feed) {
        waiting.add(feed);
        next();
    }

    private void next() {
        RoomFeed feed = active == null ? waiting.poll() : null;
        if (feed != null) {
            active = feed;
            pageHere = false;
            read(feed);
        }
    }

    private void read(RoomFeed feed) {
        if (feed.isLeft()) {
            active = null;
            next();
            return;
        }
        Uni.createFrom()
                .deferred(() -> pages.page(feed.room(), feed.after(), RoomFeed.PAGE))
                .subscribe()
                .with(found -> loop.execute(() -> arrived(found)), failure -> {
                    LOG.debugf(failure, "Room can't be read at the moment; this is retried: room=%s", feed.room());
                    later.execute(() -> read(feed));
                });
    }

    private void arrived(History.Page found) {
        page = found.messages().iterator();
        sizeOfPage = found.messages().size();
        fullPage = found.full();
        pageHere = true;
        send();
    }

    private void send() {
        RoomFeed feed = active;
        if (!pageHere || sending || feed == null) {
            return;
        }
        sending = true;
        try {
            while (page.hasNext() && queue.hasRoom() && !feed.isLeft()) {
                feed.message(page.next());
            }
        } finally {
            sending = false;
        }
        if (!page.hasNext() || feed.isLeft()) {
            finish(feed);
        }
    }

    private void finish(RoomFeed feed) {
        active = null;
        pageHere = false;
        page = Collections.emptyIterator();
        if (!feed.isLeft()) {
            feed.endOfPage(sizeOfPage, fullPage);
        }
        next();
    }
}
