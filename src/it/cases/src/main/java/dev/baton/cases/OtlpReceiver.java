package dev.baton.cases;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A receiver of traces that speaks OTLP: gRPC and http/protobuf, on one port of the loopback interface. */
public final class OtlpReceiver implements AutoCloseable {

    private static final String GRPC = "application/grpc";
    private static final int GRPC_HEADER = 5;

    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final List<String> contentTypes = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();

    public OtlpReceiver(int port) {
        HttpServer server = vertx.createHttpServer().requestHandler(this::receive);
        server.listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            contentTypes.add(request.getHeader("Content-Type"));
            boolean grpc = request.getHeader("Content-Type").startsWith(GRPC);
            if (grpc || request.path().endsWith("/traces")) {
                read(grpc ? body.slice(GRPC_HEADER, body.length()) : body);
            }
            answer(request, grpc);
        });
    }

    private void read(Buffer message) {
        try {
            ExportTraceServiceRequest.parseFrom(message.getBytes()).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(ReceivedSpan::of)
                    .forEach(spans::add);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the body of the request is not an export of traces", e);
        }
    }

    /** Answers with an empty message. */
    private static void answer(HttpServerRequest request, boolean grpc) {
        if (grpc) {
            request.response()
                    .putHeader("Content-Type", GRPC)
                    .putTrailer("grpc-status", "0")
                    .end(Buffer.buffer(new byte[GRPC_HEADER]));
        } else {
            request.response()
                    .putHeader("Content-Type", "application/x-protobuf")
                    .end();
        }
    }

    /** Returns the spans that were received so far, in the order of their ends. */
    public List<ReceivedSpan> spans() {
        return List.copyOf(spans);
    }

    /** Returns the received spans that meet a condition. */
    public List<ReceivedSpan> spans(Predicate<ReceivedSpan> condition) {
        return spans.stream().filter(condition).toList();
    }

    /** Returns the received spans of one trace. */
    public List<ReceivedSpan> trace(String traceId) {
        return spans(span -> span.traceId().equals(traceId));
    }

    /** Returns the content types of the requests so far. */
    public List<String> contentTypes() {
        return List.copyOf(contentTypes);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
