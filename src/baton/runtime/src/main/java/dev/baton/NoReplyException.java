package dev.baton;

/**
 * Thrown when no reply arrives within the time limit. The event of the request is stored and still takes effect, if it
 * has not already done so.
 */
public class NoReplyException extends BatonException {

    public NoReplyException(String message) {
        super(message);
    }
}
