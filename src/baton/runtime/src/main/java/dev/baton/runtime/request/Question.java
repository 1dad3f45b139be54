package dev.baton.runtime.request;

import java.util.List;

/**
 * The question of a request.
 *
 * @param source the CloudEvents {@code source} of the event that asks
 * @param id the CloudEvents {@code id} of the event that asks
 * @param correlationId the correlation id by which the reply is recognised
 * @param replyType the CloudEvents {@code type} of the reply; the newest version when several are accepted
 * @param replyTypes the types that a reply may have
 */
record Question(String source, String id, String correlationId, String replyType, List<String> replyTypes) {}
