package dev.baton.runtime.channel;

import dev.baton.runtime.delivery.IncomingEvent;
import dev.baton.runtime.delivery.Lane;
import dev.baton.runtime.retry.RetryTerms;
import dev.baton.runtime.sql.DatabaseErrors;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One subscription to a channel. It delivers the messages in order and acknowledges each message when its delivery is
 * committed. {@link Demand} bounds the messages that it holds.
 */
final class ChannelFeed implements Flow.Subscriber<Message<?>>, Lane.Origin<Received> {

    private static final Logger LOG = Logger.getLogger(ChannelFeed.class);
    private static final int LEAST_ATTEMPTS_TO_KEEP = 3;

    /** The owner of a feed. Its methods are called on any thread. */
    interface Owner {

        /** Called when messages have been settled. */
        void settled();

        /** Called once, when the stream has failed or ended. */
        void ended(Throwable failure);
    }

    private final String channel;
    private final Lane.Setting setting;
    private final MessageReader reader;
    private final RetryTerms.Terms terms;
    private final DatabaseErrors errors;
    private final Owner owner;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Lane<Received> lane;
    private final Demand demand;
    private Flow.@Nullable Subscription subscription;

    ChannelFeed(
            String channel,
            Lane.Setting setting,
            MessageReader reader,
            RetryTerms.Terms terms,
            DatabaseErrors errors,
            Owner owner) {
        this.channel = channel;
        this.setting = setting;
        this.reader = reader;
        this.terms = terms;
        this.errors = errors;
        this.owner = owner;
        this.demand = new Demand(2L * setting.batchSize());
        this.lane = new Lane<>(setting, this);
    }

    /**
     * Ends the subscription, and waits until the running delivery has ended or took too long. Messages that are not
     * acknowledged are sent again.
     */
    void stop(Duration longest) {
        cancel();
        lane.close();
        try {
            if (!lane.awaitDrained(longest)) {
                LOG.warnf(
                        "A delivery is still running while its channel ends: channel=%s drainTimeoutMs=%d",
                        channel, longest.toMillis());
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
        subscription.request(demand.first());
    }

    @Override
    public void onNext(Message<?> next) {
        Received message = new Received(next);
        lane.add(List.of(message));
        request(demand.arrived(bytes(message)));
    }

    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    @Override
    public void onComplete() {
        end(new IllegalStateException("the channel has ended"));
    }

    private void end(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            owner.ended(failure);
        }
    }

    @Override
    public IncomingEvent read(Received message, int attempt) {
        return reader.read(message, attempt);
    }

    @Override
    public long bytes(Received message) {
        return Payloads.size(message.message().getPayload());
    }

    @Override
    public void settled(List<Received> messages) {
        messages.forEach(this::acknowledge);
        owner.settled();
        done(messages);
    }

    /** Acknowledges a message. A supplier that throws or returns null fails the Uni. */
    private void acknowledge(Received message) {
        Uni.createFrom()
                .completionStage(() -> message.message().ack())
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf(
                                failure,
                                "Handled message not acknowledged; it may be delivered again as a duplicate. If"
                                        + " this persists, check the broker and the connector: function=%s channel=%s",
                                setting.function().name(),
                                channel));
    }

    /**
     * Rejects a message that the database does not accept in any form, after all attempts; the last of these try to
     * store a dead letter. The channel's failure strategy then decides what happens to the message. While the database
     * can't store anything, the channel waits.
     */
    @Override
    public boolean refused(Received message, int attempt, Throwable cause) {
        int most = Math.max(terms.attempts(), terms.attemptsInPlace() + LEAST_ATTEMPTS_TO_KEEP - 1);
        if (attempt < most || !errors.refusesData(cause)) {
            return false;
        }
        LOG.errorf(
                cause,
                "Message rejected: PostgreSQL does not accept it as a dead letter either. The channel's"
                        + " failure-strategy"
                        + " decides what happens to it: function=%s channel=%s attempts=%d",
                setting.function().name(),
                channel,
                attempt);
        refuse(message, cause);
        done(List.of(message));
        return true;
    }

    private void refuse(Received message, Throwable cause) {
        Uni.createFrom()
                .completionStage(() -> message.message().nack(cause))
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.errorf(
                                failure,
                                "Rejecting a message failed; if the connector stops because of it, set a"
                                        + " failure-strategy"
                                        + " that continues, and restart: function=%s channel=%s",
                                setting.function().name(),
                                channel));
    }

    @Override
    public String position(Received message) {
        return "channel=" + channel;
    }

    private void done(List<Received> messages) {
        request(demand.settled(
                messages.size(), messages.stream().mapToLong(this::bytes).sum()));
    }

    private void request(long messages) {
        Flow.Subscription running;
        synchronized (this) {
            running = subscription;
        }
        if (messages > 0 && running != null) {
            running.request(messages);
        }
    }
}
