package dev.baton.manifests.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.baton.manifests.observability.AlertCases.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of the repository, which Prometheus' own program checks. ObservabilityIT in src/local, where the catalogue
 * of metrics is known, tests that they are up to date.
 */
class CommittedAlertsTest {

    private static final Path REPOSITORY =
            Path.of("..", "..", "..").toAbsolutePath().normalize();
    private static final Path FOLDER = REPOSITORY.resolve("deployment/observability");

    @TempDir
    Path directory;

    @Test
    void prometheusAcceptsTheRules() throws Exception {
        Promtool.Result checked = Promtool.run(
                directory, "check", "rules", FOLDER.resolve("alerts.yaml").toString());

        assertThat(checked.status()).as(checked.output()).isZero();
        assertThat(checked.output()).contains(AlertRules.alerts().size() + " rules found");
    }

    @Test
    void everyAlertFiresWhenItShouldAndNotOtherwise() throws Exception {
        assertThat(AlertCases.all().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        AlertRules.alerts().stream().map(Alert::name).toList());
        StringBuilder tests = new StringBuilder(
                "rule_files: [" + FOLDER.resolve("alerts.yaml") + "]\nevaluation_interval: 1m\ntests:\n");
        AlertCases.all().forEach((alert, each) -> tests.append(test(alert, each, each.firing(), 1))
                .append(test(alert, each, each.quiet(), 0)));

        Promtool.Result tested = Promtool.run(
                directory,
                "test",
                "rules",
                Files.writeString(directory.resolve("tests.yaml"), tests).toString());

        assertThat(tested.status()).as(tested.output()).isZero();
    }

    /** Prometheus parses expressions of recording rules; those of the dashboard have variables only in strings. */
    @Test
    void prometheusAcceptsEveryExpressionOfTheDashboard() throws Exception {
        JsonNode dashboard = JsonMapper.builder()
                .build()
                .readTree(FOLDER.resolve("dashboard.json").toFile());
        List<String> expressions = dashboard.findValuesAsText("expr");
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        for (int i = 0; i < expressions.size(); i++) {
            rules.append("      - record: panel:%d\n        expr: '%s'\n"
                    .formatted(i, expressions.get(i).replace("'", "''")));
        }

        Promtool.Result checked = Promtool.run(
                directory,
                "check",
                "rules",
                Files.writeString(directory.resolve("rules.yaml"), rules).toString());

        assertThat(checked.status()).as(checked.output()).isZero();
        assertThat(expressions).hasSizeGreaterThan(20);
    }

    @Test
    void theRunbookHasAnEntryForEveryAlert() throws IOException {
        String runbook = Files.readString(REPOSITORY.resolve("docs/operations.md"));

        assertThat(AlertRules.alerts()).allSatisfy(alert -> {
            assertThat(runbook.contains("\n#### " + alert.name() + "\n"))
                    .as("an entry for %s in docs/operations.md", alert.name())
                    .isTrue();
            assertThat(Files.readString(FOLDER.resolve("alerts.yaml")))
                    .contains("runbook: docs/operations.md#" + alert.name().toLowerCase(Locale.ROOT) + "\n");
        });
    }

    private static String test(String alert, Case each, List<String> series, int firing) {
        StringBuilder test = new StringBuilder("  - interval: 1m\n    input_series:\n");
        for (String one : series) {
            int end = one.contains("}") ? one.lastIndexOf('}') + 1 : one.indexOf(' ');
            test.append("      - series: '%s'\n        values: '%s'\n"
                    .formatted(one.substring(0, end), one.substring(end).strip()));
        }
        return test.append("""
                    promql_expr_test:
                      - expr: 'count(ALERTS{alertname="%s", alertstate="firing"}) or vector(0)'
                        eval_time: %dm
                        exp_samples:
                          - labels: '{}'
                            value: %d
                """.formatted(alert, each.minutes(), firing)).toString();
    }
}
