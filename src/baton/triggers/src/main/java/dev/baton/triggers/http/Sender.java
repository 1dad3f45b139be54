package dev.baton.triggers.http;

import dev.baton.cloudevents.Event;
import dev.baton.cloudevents.HttpBinding;
import dev.baton.cloudevents.HttpMessage;
import dev.baton.triggers.delivery.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * An HTTP client that sends events with POST and a bounded number of concurrent requests. It does not follow redirects,
 * because the contract treats 3xx as an error.
 */
public final class Sender implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int MOST_IN_ANSWER = 2 << 20;
    private static final long CANCEL = 8;

    private final Vertx vertx;
    private final HttpClient client;

    /** @param atOnce the maximum number of concurrent requests to one host and port */
    public Sender(Vertx vertx, int atOnce) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS), new PoolOptions().setHttp1MaxSize(atOnce));
    }

    /**
     * One request.
     *
     * @param structured whether the event is sent in structured mode; otherwise in binary mode if its attributes fit
     *     into headers
     * @param wantsReply whether the request has the header {@code Prefer: reply}
     * @param timeout the time from the established connection to the end of the answer
     */
    public record Request(Event event, URI to, boolean structured, boolean wantsReply, Duration timeout) {}

    /** Sends a request. The future never fails; if there is no answer, it completes with {@link Answer.None}. */
    public Future<Answer> send(Request request) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(request.to().toString());
        return client.request(options)
                .compose(connected -> exchange(connected, request))
                .otherwise(failure -> new Answer.None(reason(failure)));
    }

    private Future<Answer> exchange(HttpClientRequest connected, Request request) {
        HttpMessage message = request.structured()
                ? HttpBinding.writeStructured(request.event())
                : HttpBinding.write(request.event());
        message.headers().forEach((name, value) -> connected.putHeader(name, value));
        if (request.wantsReply()) {
            connected.putHeader("Prefer", "reply");
        }
        long timer = vertx.setTimer(
                Math.max(1, request.timeout().toMillis()),
                over -> connected.reset(CANCEL, new TimeoutException("no answer within " + request.timeout())));
        return connected
                .send(Buffer.buffer(message.body()))
                .compose(Sender::read)
                .onComplete(done -> vertx.cancelTimer(timer));
    }

    private static Future<Answer> read(HttpClientResponse response) {
        return BoundedBody.read(response, MOST_IN_ANSWER)
                .onFailure(tooLarge -> response.request().reset())
                .map(body -> new Answer.Response(
                        response.statusCode(), response.headers().entries(), body));
    }

    /** Returns the message of a failure. {@code reset} wraps the exception that it is given. */
    private static String reason(Throwable failure) {
        Throwable root = failure.getCause() instanceof TimeoutException timeout ? timeout : failure;
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    @Override
    public void close() {
        client.close();
    }
}
