package dev.baton.chat.gateway.problems;

import dev.baton.BatonException;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client did wrong, or what is in its way: an HTTP status, a code that programs can rely on, and a sentence for
 * people. REST answers with it as {@code application/problem+json}, a WebSocket with an error frame.
 */
public final class Problem extends BatonException {

    private final int status;
    private final String code;
    private final Duration retryAfter;

    private Problem(int status, String code, String detail, Duration retryAfter) {
        super(detail);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** A value breaks its rule. */
    public static Problem invalid(String detail) {
        return new Problem(400, Codes.INVALID, detail, null);
    }

    /** What was sent can't be read at all. */
    public static Problem malformed(String detail) {
        return new Problem(400, Codes.MALFORMED, detail, null);
    }

    public static Problem unauthorized(String detail) {
        return new Problem(401, Codes.UNAUTHORIZED, detail, null);
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

    /** The database is away or too slow. The same request may succeed later. */
    public static Problem unavailable() {
        String detail =
                "the gateway can't reach its database now, and can't tell whether this was stored: try the same again";
        return new Problem(503, Codes.UNAVAILABLE, detail, Duration.ofSeconds(1));
    }

    /** A problem of a kind that only HTTP knows. */
    public static Problem ofStatus(int status, String code, String detail) {
        return new Problem(status, code, detail, null);
    }

    public int status() {
        return status;
    }

    /** One of {@link Codes}. */
    public String code() {
        return code;
    }

    /** How long to wait before trying again is of any use. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** It says what a client did, not what this program did: a stack trace would tell nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
