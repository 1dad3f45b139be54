package dev.baton.triggers.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Reads a body whose size is limited while it is read, not after. */
final class BoundedBody {

    private BoundedBody() {}

    /** Fails with a {@link Problem} once there is more than {@code most} bytes; the rest is then dropped. */
    static Future<byte[]> read(ReadStream<Buffer> stream, int most) {
        Promise<byte[]> body = Promise.promise();
        Buffer all = Buffer.buffer();
        stream.handler(part -> {
            if (all.length() + part.length() <= most) {
                all.appendBuffer(part);
            } else {
                stream.handler(rest -> {});
                body.tryFail(Problem.tooLarge("a body may have %d bytes".formatted(most)));
            }
        });
        stream.exceptionHandler(body::tryFail);
        stream.endHandler(end -> body.tryComplete(all.getBytes()));
        return body.future();
    }
}
