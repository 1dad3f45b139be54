package dev.baton.triggers.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A reader of bodies that limits their size while it reads, not afterwards. */
final class BoundedBody {

    private BoundedBody() {}

    /** Reads a body. Fails with a {@link Problem} once it exceeds {@code most} bytes, and drops the rest. */
    static Future<byte[]> read(ReadStream<Buffer> stream, int most) {
        Promise<byte[]> body = Promise.promise();
        Buffer all = Buffer.buffer();
        stream.handler(part -> {
            if (all.length() + part.length() <= most) {
                all.appendBuffer(part);
            } else {
                stream.handler(rest -> {});
                body.tryFail(Problem.tooLarge("a body may have at most %d bytes".formatted(most)));
            }
        });
        stream.exceptionHandler(body::tryFail);
        stream.endHandler(end -> body.tryComplete(all.getBytes()));
        return body.future();
    }
}
