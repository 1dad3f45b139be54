package dev.baton.bench;

/** The members of the plain comparator, which knows neither users nor rooms. */
final class PlainMembers implements Members {

    @Override
    public String[] subprotocols(String user) {
        return new String[0];
    }

    @Override
    public void room(String room, String first, String second) {}
}
