package dev.baton.chat.gateway.problems;

import dev.baton.chat.gateway.GatewayConfig;
import dev.baton.http.SharedMemory;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bodies of requests: each has at most {@code chat.max-body-size}, and all of them together take no more memory than
 * {@code baton.http.max-bytes-in-flight} allows.
 */
@Singleton
class Bodies {

    private static final String MEMORY = "chat.body-memory";
    private static final int CHUNK = 8_192;

    @Inject
    GatewayConfig config;

    @Inject
    SharedMemory memory;

    @Inject
    CurrentVertxRequest current;

    /** Admits a request that declares this length. Throws a {@link Problem} if its body would be too large, or busy. */
    void admit(RoutingContext request, long declaredLength) {
        if (declaredLength > most()) {
            throw tooLarge();
        }
        SharedMemory.Part part = memory.part();
        if (!part.fits(declaredLength)) {
            throw busy();
        }
        request.put(MEMORY, part);
        request.addEndHandler(answered -> part.free());
    }

    /** Reads the body of the current request. Throws a {@link Problem} if it is too large, or there is no room for it. */
    byte[] read(InputStream body) throws IOException {
        SharedMemory.Part part = current.getCurrent().get(MEMORY);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int bytes = body.read(chunk); bytes >= 0; bytes = body.read(chunk)) {
            if (read.size() + (long) bytes > most()) {
                throw tooLarge();
            }
            if (!part.take(bytes)) {
                throw busy();
            }
            read.write(chunk, 0, bytes);
        }
        return read.toByteArray();
    }

    private long most() {
        return config.maxBodySize().asLongValue();
    }

    private Problem tooLarge() {
        return Problem.tooLarge("a body may have at most " + most() + " bytes (chat.max-body-size)");
    }

    private static Problem busy() {
        return Problem.busy("the bodies of requests in flight have as many bytes as allowed"
                + " (baton.http.max-bytes-in-flight): send the same request again");
    }
}
