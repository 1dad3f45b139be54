package dev.baton.cloudevents;

import java.util.Map;

/**
 * An event as an HTTP message.
 *
 * @param headers each with one value, of visible ASCII
 */
public record HttpMessage(Map<String, String> headers, byte[] body) {}
