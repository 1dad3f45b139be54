package dev.baton.chat.gateway.problems;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Reads the body of a request, up to the limits. Quarkus' own limit ({@code quarkus.http.limits.max-body-size}) answers
 * without a problem, and closes the connection before the client, which is still sending, can read the answer.
 */
@Provider
class LargeBodies implements ReaderInterceptor {

    /** Used later: REST creates its providers before the configuration of the process is there. */
    private final Instance<Bodies> bodies;

    LargeBodies(Instance<Bodies> bodies) {
        this.bodies = bodies;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new ByteArrayInputStream(bodies.get().read(context.getInputStream())));
        return context.proceed();
    }
}
