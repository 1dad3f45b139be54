package dev.baton.runtime.http.identity;

/** Thrown when none of the issuer's known keys signed a token. The issuer may have a new one. */
final class UnknownKeyException extends Exception {

    private static final long serialVersionUID = 1;

    UnknownKeyException() {
        super("none of the issuer's keys signed it", null, false, false);
    }
}
