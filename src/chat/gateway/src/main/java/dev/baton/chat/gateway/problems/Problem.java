package dev.baton.chat.gateway.problems;

import dev.baton.BatonException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mistake of a client, or an obstacle to its request: an HTTP status, a code that programs can rely on, and a
 * sentence for people. REST answers with it as {@code application/problem+json}, a WebSocket with an error frame.
 */
public final class Problem extends BatonException {

    private final int status;
    private final String code;
    private final @Nullable Duration retryAfter;

    private Problem(int status, String code, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** Returns a problem for a value that breaks its rule. */
    public static Problem invalid(String detail) {
        return new Problem(400, Codes.INVALID, detail, null);
    }

    /** Returns a problem for input that can't be read at all. */
    public static Problem malformed(String detail) {
        return new Problem(400, Codes.MALFORMED, detail, null);
    }

    public static Problem unauthorized(String detail) {
        return new Problem(401, Codes.UNAUTHORIZED, detail, null);
    }

    /** Returns a problem for a request without a token. */
    static Problem noToken() {
        return unauthorized("this needs a token: send 'Authorization: Bearer <token>'");
    }

    /** Returns a problem for a token that is not valid. */
    public static Problem badToken() {
        return unauthorized("the token is not valid here: it expired, or another issuer signed it. Sign in again");
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, Codes.FORBIDDEN, detail, null);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, Codes.NOT_FOUND, detail, null);
    }

    public static Problem tooLarge(String detail) {
        return new Problem(413, Codes.TOO_LARGE, detail, null);
    }

    public static Problem unsupportedType(String detail) {
        return new Problem(415, Codes.UNSUPPORTED_TYPE, detail, null);
    }

    public static Problem rateLimited(String detail, Duration retryAfter) {
        return new Problem(429, Codes.RATE_LIMITED, detail, retryAfter);
    }

    /** Returns a problem for an unavailable or slow database. The same request may succeed later. */
    public static Problem unavailable() {
        String detail = "the gateway can't reach its database now, and can't tell whether this was stored: send the"
                + " same request again";
        return new Problem(503, Codes.UNAVAILABLE, detail, Duration.ofSeconds(1));
    }

    /** Returns a problem for a gateway that has no memory left for this request. It may have it soon. */
    public static Problem busy(String detail) {
        return new Problem(503, Codes.UNAVAILABLE, detail, Duration.ofSeconds(1));
    }

    /** Returns a problem for a bug, which the caller has logged. */
    public static Problem internal() {
        return new Problem(500, Codes.INTERNAL, "the gateway failed; see its log", null);
    }

    /** Returns a problem for a gateway that was told to stop. */
    public static Problem stopping() {
        return new Problem(
                503, Codes.UNAVAILABLE, "this gateway was told to stop: connect again", Duration.ofSeconds(1));
    }

    /** Returns a problem of a kind that exists only in HTTP. */
    public static Problem ofStatus(int status, String code, String detail) {
        return new Problem(status, code, detail, null);
    }

    public int status() {
        return status;
    }

    /** Returns one of {@link Codes}. */
    public String code() {
        return code;
    }

    /** Returns how long to wait before a retry makes sense. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Omits the stack trace, because a problem is about what the client did, not about what this program did. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
