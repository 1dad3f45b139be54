package dev.baton.chat.sendnotification;

import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/** What a failure of SMTP says of the mail. */
enum SmtpFailure {
    /** The server will never take a mail for this address. */
    REFUSED_FOR_GOOD,
    /** The mail did not leave; a later attempt may succeed. */
    NOT_SENT,
    /** The connection broke or fell silent at a time when the server may have taken the mail. */
    UNKNOWN;

    /** RFC 5321: mailbox unavailable, user not local, mailbox name not allowed. */
    private static final Set<Integer> NO_SUCH_MAILBOX = Set.of(550, 551, 553);

    static SmtpFailure of(Throwable failure) {
        if (failure instanceof SMTPException reply) {
            return NO_SUCH_MAILBOX.contains(reply.getReplyCode()) ? REFUSED_FOR_GOOD : NOT_SENT;
        }
        return isBeforeMail(failure) ? NOT_SENT : UNKNOWN;
    }

    /** No connection, no login, or a mail that can't be written: nothing was handed over. */
    private static boolean isBeforeMail(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof SSLHandshakeException
                || failure instanceof IllegalArgumentException
                || saysSo(String.valueOf(failure.getMessage()));
    }

    /** Vert.x has no types for these. */
    private static boolean saysSo(String message) {
        return message.startsWith("STARTTLS required") || message.startsWith("login is required");
    }
}
