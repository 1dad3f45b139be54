package dev.baton.chat.sendnotification;

import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/** The meaning of an SMTP failure for the e-mail. */
enum SmtpFailure {
    /** The server will never accept an e-mail for this address. */
    REFUSED_PERMANENTLY,
    /** The e-mail was not sent. A later attempt may succeed. */
    NOT_SENT,
    /** The connection broke or fell silent when the server may already have accepted the e-mail. */
    UNKNOWN;

    /** RFC 5321: mailbox unavailable, user not local, mailbox name not allowed. */
    private static final Set<Integer> NO_SUCH_MAILBOX = Set.of(550, 551, 553);

    static SmtpFailure of(Throwable failure) {
        if (failure instanceof SMTPException reply) {
            return NO_SUCH_MAILBOX.contains(reply.getReplyCode()) ? REFUSED_PERMANENTLY : NOT_SENT;
        }
        return isBeforeMail(failure) ? NOT_SENT : UNKNOWN;
    }

    /** Returns whether the e-mail was not handed over: no connection, no login, or an e-mail that can't be written. */
    private static boolean isBeforeMail(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof SSLHandshakeException
                || failure instanceof IllegalArgumentException
                || isRefusal(String.valueOf(failure.getMessage()));
    }

    /** Recognises failures by their message, because Vert.x has no exception types for them. */
    private static boolean isRefusal(String message) {
        return message.startsWith("STARTTLS required") || message.startsWith("login is required");
    }
}
