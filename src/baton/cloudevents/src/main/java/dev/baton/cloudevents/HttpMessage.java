package dev.baton.cloudevents;

import java.util.Map;

/**
 * An event as an HTTP message.
 *
 * @param headers the headers; each has one value of printable ASCII
 */
public record HttpMessage(Map<String, String> headers, byte[] body) {}
