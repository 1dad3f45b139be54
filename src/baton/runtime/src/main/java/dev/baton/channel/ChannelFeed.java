package dev.baton.channel;

import dev.baton.delivery.IncomingEvent;
import dev.baton.delivery.Lane;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * One subscription to a channel: delivers its messages in their order, and acknowledges each when its delivery is
 * committed. It asks for a bounded number of messages, and for no further ones while those that it has are large.
 */
final class ChannelFeed implements Flow.Subscriber<Message<?>>, Lane.Origin<Message<?>> {

    private static final Logger LOG = Logger.getLogger(ChannelFeed.class);
    private static final long MANY_BYTES = 2 * 1024 * 1024;

    private final String channel;
    private final Lane.Setting setting;
    private final MessageReader reader;
    private final int attemptsInPlace;
    private final Consumer<Throwable> onEnd;
    private final Lane<Message<?>> lane;
    private Flow.Subscription subscription;
    private long bytes;
    private long mayAsk;

    /** @param onEnd is called when the stream has failed or ended */
    ChannelFeed(
            String channel,
            Lane.Setting setting,
            MessageReader reader,
            int attemptsInPlace,
            Consumer<Throwable> onEnd) {
        this.channel = channel;
        this.setting = setting;
        this.reader = reader;
        this.attemptsInPlace = attemptsInPlace;
        this.onEnd = onEnd;
        this.lane = new Lane<>(setting, this);
    }

    /** Ends when the delivery that runs has ended, or took too long. Messages that are not acknowledged come again. */
    void stop(Duration longest) {
        cancel();
        lane.close();
        try {
            if (!lane.awaitDrained(longest)) {
                LOG.warnf("A delivery still runs while its channel ends: channel=%s drainTimeout=%s", channel, longest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        synchronized (this) {
            this.subscription = subscription;
        }
        subscription.request(2L * setting.batchSize());
    }

    @Override
    public void onNext(Message<?> message) {
        synchronized (this) {
            bytes += bytes(message);
        }
        lane.add(List.of(message));
    }

    @Override
    public void onError(Throwable failure) {
        onEnd.accept(failure);
    }

    @Override
    public void onComplete() {
        onEnd.accept(new IllegalStateException("the channel has ended"));
    }

    @Override
    public IncomingEvent read(Message<?> message, int attempt) {
        return reader.read(message, attempt);
    }

    @Override
    public long bytes(Message<?> message) {
        return Payloads.size(message.getPayload());
    }

    @Override
    public void settled(List<Message<?>> messages) {
        for (Message<?> message : messages) {
            message.ack().whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.warnf("Message not acknowledged, it may come again: channel=%s cause=%s", channel, failure);
                }
            });
        }
        askForMore(messages);
    }

    /**
     * An event that failed in place is kept in the database otherwise; where even that failed, the channel's strategy
     * decides.
     */
    @Override
    public boolean refused(Message<?> message, int attempt, Throwable cause) {
        if (attempt < attemptsInPlace) {
            return false;
        }
        LOG.errorf(
                cause,
                "Message refused, it could not be kept as a dead letter either: function=%s channel=%s attempts=%d",
                setting.function().name(),
                channel,
                attempt);
        message.nack(cause);
        askForMore(List.of(message));
        return true;
    }

    @Override
    public String position(Message<?> message) {
        return "channel=" + channel;
    }

    private void askForMore(List<Message<?>> done) {
        long asked = 0;
        synchronized (this) {
            done.forEach(message -> bytes -= bytes(message));
            mayAsk += done.size();
            if (bytes < MANY_BYTES) {
                asked = mayAsk;
                mayAsk = 0;
            }
        }
        if (asked > 0) {
            subscription.request(asked);
        }
    }
}
