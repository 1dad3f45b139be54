package dev.baton.chat.gateway.messages;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.chat.gateway.messages.MessagesResource.Page;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Writes a page of the history. REST itself does not tell when an answer has left the process. */
@Provider
@RegisterForReflection(targets = Page.class)
@Produces(MediaType.APPLICATION_JSON)
class PageWriter implements ServerMessageBodyWriter<Page> {

    private final Instance<Pages> pages;
    private final ObjectMapper json;

    /** @param pages used later: REST creates its providers before the configuration of the process is there */
    PageWriter(Instance<Pages> pages, ObjectMapper json) {
        this.pages = pages;
        this.json = json;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo resource, MediaType media) {
        return type == Page.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == Page.class;
    }

    @Override
    public void writeResponse(Page page, Type type, ServerRequestContext context) throws IOException {
        RoutingContext request = ((ResteasyReactiveRequestContext) context).unwrap(RoutingContext.class);
        pages.get().write(request, json.writeValueAsBytes(page));
    }

    @Override
    public void writeTo(
            Page page,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        json.writeValue(body, page);
    }
}
