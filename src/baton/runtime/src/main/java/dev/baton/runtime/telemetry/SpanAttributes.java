package dev.baton.runtime.telemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.baton.cloudevents.AttributeNames;
import dev.baton.cloudevents.Extensions;
import io.cloudevents.CloudEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the attributes of Baton's spans: those of OpenTelemetry's conventions for messaging and for CloudEvents,
 * which are still in development, and Baton's own. No other class knows them.
 */
final class SpanAttributes {

    static final AttributeKey<String> SYSTEM = stringKey("messaging.system");
    static final AttributeKey<String> DESTINATION = stringKey("messaging.destination.name");
    static final AttributeKey<String> PARTITION = stringKey("messaging.destination.partition.id");
    static final AttributeKey<Long> OFFSET = longKey("messaging.kafka.offset");
    static final AttributeKey<String> OPERATION_TYPE = stringKey("messaging.operation.type");
    static final AttributeKey<String> OPERATION_NAME = stringKey("messaging.operation.name");
    static final AttributeKey<String> CONSUMER_GROUP = stringKey("messaging.consumer.group.name");
    static final AttributeKey<String> MESSAGE_ID = stringKey("messaging.message.id");
    static final AttributeKey<String> CONVERSATION_ID = stringKey("messaging.message.conversation_id");
    static final AttributeKey<Long> BATCH_SIZE = longKey("messaging.batch.message_count");

    static final AttributeKey<String> EVENT_ID = stringKey("cloudevents.event_id");
    static final AttributeKey<String> EVENT_SOURCE = stringKey("cloudevents.event_source");
    static final AttributeKey<String> EVENT_TYPE = stringKey("cloudevents.event_type");
    static final AttributeKey<String> EVENT_SUBJECT = stringKey("cloudevents.event_subject");
    static final AttributeKey<String> EVENT_SPEC_VERSION = stringKey("cloudevents.event_spec_version");

    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
    static final AttributeKey<Long> HTTP_STATUS = longKey("http.response.status_code");

    static final AttributeKey<String> FUNCTION = stringKey("baton.function");
    static final AttributeKey<String> EVENT_KEY = stringKey("baton.event_key");
    static final AttributeKey<Long> ATTEMPT = longKey("baton.attempt");
    static final AttributeKey<String> OUTCOME = stringKey("baton.outcome");

    /** Values of {@link #OPERATION_TYPE}. */
    static final String CREATE = "create";

    static final String SEND = "send";
    static final String RECEIVE = "receive";
    static final String PROCESS = "process";

    /** Values of {@link #SYSTEM}, next to the names of brokers. */
    static final String KAFKA = "kafka";

    static final String HTTP = "http";
    static final String OUTBOX = "baton-outbox";

    private SpanAttributes() {}

    /** Sets what a span says about its event. */
    static SpanBuilder event(SpanBuilder span, CloudEvent event) {
        return span.setAttribute(MESSAGE_ID, event.getId())
                .setAttribute(CONVERSATION_ID, Extensions.correlationId(event))
                .setAttribute(EVENT_ID, event.getId())
                .setAttribute(EVENT_SOURCE, event.getSource().toString())
                .setAttribute(EVENT_TYPE, event.getType())
                .setAttribute(EVENT_SPEC_VERSION, event.getSpecVersion().toString())
                .setAttribute(EVENT_SUBJECT, event.getSubject());
    }

    /** Sets what a span says about the event with these attributes. */
    static SpanBuilder event(SpanBuilder span, Map<String, String> attributes) {
        return span.setAttribute(MESSAGE_ID, attributes.get(AttributeNames.ID))
                .setAttribute(CONVERSATION_ID, attributes.get(Extensions.CORRELATION_ID))
                .setAttribute(EVENT_ID, attributes.get(AttributeNames.ID))
                .setAttribute(EVENT_SOURCE, attributes.get(AttributeNames.SOURCE))
                .setAttribute(EVENT_TYPE, attributes.get(AttributeNames.TYPE))
                .setAttribute(EVENT_SPEC_VERSION, attributes.get(AttributeNames.SPEC_VERSION))
                .setAttribute(EVENT_SUBJECT, attributes.get(AttributeNames.SUBJECT));
    }

    /** Says that what the span describes failed. */
    static void failed(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR)
                .setAttribute(ERROR_TYPE, failure.getClass().getName())
                .recordException(failure);
    }

    /** Sets what a span says about the operation. */
    static SpanBuilder operation(SpanBuilder span, String type, String system, @Nullable String destination) {
        return span.setAttribute(OPERATION_TYPE, type)
                .setAttribute(OPERATION_NAME, type)
                .setAttribute(SYSTEM, system)
                .setAttribute(DESTINATION, destination);
    }
}
