package dev.baton.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.LaunchMode;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            DEVELOPMENT, -,     -,    true
            TEST,        -,     -,    true
            NORMAL,      -,     -,    false
            RUN,         -,     -,    false
            NORMAL,      -,     ship, true
            NORMAL,      true,  -,    true
            NORMAL,      false, ship, false
            DEVELOPMENT, false, -,    false
            """)
    void inProductionItIsOffUnlessKnativeOrTheConfigurationTurnsItOn(
            LaunchMode mode, Boolean asked, String service, boolean on) {
        assertThat(Intake.on(Optional.ofNullable(asked), mode, Optional.ofNullable(service)))
                .isEqualTo(on);
    }
}
