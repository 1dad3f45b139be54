package dev.baton;

/** No reply came within the time limit. The event that asked for it is stored; it takes, or took, its effect. */
public class NoReplyException extends BatonException {

    public NoReplyException(String message) {
        super(message);
    }
}
