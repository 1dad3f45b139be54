package dev.baton.manifests.observability;

/**
 * An alert.
 *
 * @param name its name, and the heading in the runbook
 * @param severity {@code critical} if events wait that nothing takes by itself, otherwise {@code warning}
 * @param lasts how long the expression must be true
 * @param expression when the alert fires
 * @param summary one line, which may use {@code $labels}
 */
record Alert(String name, String severity, String lasts, String expression, String summary) {

    static Alert critical(String name, String lasts, String expression, String summary) {
        return new Alert(name, "critical", lasts, expression, summary);
    }

    static Alert warning(String name, String lasts, String expression, String summary) {
        return new Alert(name, "warning", lasts, expression, summary);
    }
}
