package dev.baton.chat.gateway.problems;

/** The codes of problems and of error frames. */
public final class Codes {

    public static final String MALFORMED = "malformed";
    public static final String INVALID = "invalid";
    public static final String UNAUTHORIZED = "unauthorized";
    public static final String FORBIDDEN = "forbidden";
    public static final String NOT_FOUND = "not-found";
    public static final String METHOD_NOT_ALLOWED = "method-not-allowed";
    public static final String NOT_ACCEPTABLE = "not-acceptable";
    public static final String TOO_LARGE = "too-large";
    public static final String UNSUPPORTED_TYPE = "unsupported-type";
    public static final String UNKNOWN_TYPE = "unknown-type";
    public static final String RATE_LIMITED = "rate-limited";
    public static final String NO_REPLY = "no-reply";
    public static final String UNAVAILABLE = "unavailable";
    public static final String INTERNAL = "internal";

    private Codes() {}
}
