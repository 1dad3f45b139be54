package dev.baton.cases;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A span as a receiver of traces sees it.
 *
 * @param parentId empty for the first span of a trace
 * @param kind {@code CONSUMER}, for example
 * @param links the ids of the spans that it is linked to
 */
public record ReceivedSpan(
        String traceId,
        String spanId,
        String parentId,
        String name,
        String kind,
        Map<String, String> attributes,
        List<String> links,
        boolean failed) {

    private static final String KIND = "SPAN_KIND_";

    static ReceivedSpan of(Span span) {
        return new ReceivedSpan(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getName(),
                span.getKind().name().substring(KIND.length()),
                span.getAttributesList().stream()
                        .collect(Collectors.toMap(KeyValue::getKey, attribute -> text(attribute.getValue()))),
                span.getLinksList().stream().map(link -> hex(link.getSpanId())).toList(),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR);
    }

    public boolean root() {
        return parentId.isEmpty();
    }

    /** Returns the value of an attribute as text; empty if the span does not have it. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case STRING_VALUE -> value.getStringValue();
            default -> value.toString();
        };
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
