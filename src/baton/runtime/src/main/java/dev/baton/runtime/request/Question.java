package dev.baton.runtime.request;

import java.util.List;

/**
 * What a request asks.
 *
 * @param source the CloudEvents {@code source} of the event that asks
 * @param id the CloudEvents {@code id} of the event that asks
 * @param correlationId what the reply is known by
 * @param replyType the CloudEvents {@code type} of the reply, the newest version where several will do
 * @param replyTypes the types of which a reply may be
 */
record Question(String source, String id, String correlationId, String replyType, List<String> replyTypes) {}
